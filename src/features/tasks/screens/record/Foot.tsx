import { useWords } from '../../../../console/lib/i18n.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Menu } from '../../../../console/ui/Menu.tsx';
import type { Result } from '../../contract.ts';
import { words } from '../words.ts';

export const OTHER: readonly Result[] = ['refused', 'wrong_number', 'not_needed'];

/** 没接通, other ends, and the one that goes on to the next customer. */
export function Foot({
  finish,
  nextName,
  wrong,
}: {
  finish: (result: Result) => void;
  nextName: string | null;
  wrong: number;
}) {
  const t = useWords(words);
  return (
    <footer className="ft">
      {wrong > 0 ? (
        <p className="f12 bad" role="alert">
          {t('record.wrong', { n: wrong })}
        </p>
      ) : null}
      <div className="row g8">
        <Button size="large" onClick={() => finish('unreachable')}>
          {t('act.noAnswer')}
        </Button>
        <Menu
          align="end"
          width={160}
          groups={[
            {
              title: t('record.result'),
              items: OTHER.map((result) => ({
                key: result,
                label: t(`results.${result}`),
                onSelect: () => finish(result),
              })),
            },
          ]}
          trigger={(props) => <Button size="large" icon="more" label={t('record.result')} {...props} />}
        />
        <Button type="primary" size="large" className="grow" keys="mod+Enter" onClick={() => finish('done')}>
          <span className="el">{nextName ? t('act.finishNext', { name: nextName }) : t('act.finish')}</span>
        </Button>
      </div>
    </footer>
  );
}
