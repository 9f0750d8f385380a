import { Input } from 'antd';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useLocale } from '../../../console/lib/settings.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Menu } from '../../../console/ui/Menu.tsx';
import { type ClassDefinition, type MatrixDefinition, type Preview, TONES } from '../contract.ts';
import { PlaybookLink, usePlaybooks } from './PlaybookLink.tsx';
import { words } from './words.ts';

interface Props {
  readonly draft: MatrixDefinition;
  readonly change: (draft: MatrixDefinition) => void;
  readonly preview: Preview | undefined;
  readonly locked: boolean;
}

const MOST = 8;

/** The classes: their names, what to do, the playbook meant for them, and how many customers they would have. */
export function ClassList({ draft, change, preview, locked }: Props) {
  const t = useWords(words);
  const locale = useLocale();
  const format = useFormat();
  const { classes } = draft;
  const set = (at: number, part: Partial<ClassDefinition>) =>
    change({ ...draft, classes: classes.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  const add = () => {
    const number = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((n) => classes.every(({ key }) => key !== `class_${n}`)) ?? 9;
    const fresh: ClassDefinition = {
      key: `class_${number}`,
      name: { zh: `新分层 ${number}`, en: `New class ${number}` },
      advice: { zh: '', en: '' },
      tone: TONES.find((tone) => classes.every((one) => one.tone !== tone)) ?? 'neutral',
      playbook: null,
    };
    change({ ...draft, classes: [...classes, fresh] });
  };
  return (
    <div className="definitions">
      {classes.map((one, at) => {
        const counted = preview?.classes.find(({ key }) => key === one.key);
        const isUsed = Object.values(draft.cells).includes(one.key);
        return (
          <section key={one.key} className={`tone-${one.tone}`}>
            <div className="row g8">
              <span className="swatch" aria-hidden="true" />
              <b className="grow">{t('would', { n: format.number(counted?.n ?? 0) })}</b>
              {counted && counted.now !== counted.n ? (
                <span className="f12 t3">{t('now', { n: format.number(counted.now) })}</span>
              ) : null}
            </div>
            {(['zh', 'en'] as const).map((language) => (
              <Input
                key={language}
                aria-label={t(language === 'zh' ? 'nameZh' : 'nameEn')}
                value={one.name[language]}
                maxLength={40}
                disabled={locked}
                onChange={(event) => set(at, { name: { ...one.name, [language]: event.target.value } })}
              />
            ))}
            <Input.TextArea
              aria-label={t('advice')}
              placeholder={t('advice')}
              value={one.advice[locale]}
              maxLength={120}
              autoSize
              disabled={locked}
              onChange={(event) => set(at, { advice: { ...one.advice, [locale]: event.target.value } })}
            />
            <PlaybookLink playbook={one.playbook} />
            {locked ? null : (
              <div className="row g8">
                <ChoosePlaybook value={one.playbook} choose={(playbook) => set(at, { playbook })} />
                {classes.length > 2 ? (
                  <Button
                    size="small"
                    disabled={isUsed}
                    {...(isUsed ? { title: t('inUse') } : {})}
                    onClick={() => change({ ...draft, classes: classes.filter((_, index) => index !== at) })}
                  >
                    {t('remove')}
                  </Button>
                ) : null}
              </div>
            )}
          </section>
        );
      })}
      {locked || classes.length >= MOST ? null : (
        <Button icon="plus" onClick={add}>
          {t('add')}
        </Button>
      )}
    </div>
  );
}

function ChoosePlaybook({ value, choose }: { value: string | null; choose: (playbook: string | null) => void }) {
  const t = useWords(words);
  const say = useSay();
  const playbooks = usePlaybooks();
  return (
    <Menu
      width={240}
      groups={[
        { items: [{ key: '·none', label: t('none'), checked: value === null, onSelect: () => choose(null) }] },
        {
          items: playbooks.map((one) => ({
            key: one.key,
            label: say(one.name),
            checked: one.key === value,
            onSelect: () => choose(one.key),
          })),
        },
      ]}
      trigger={(given) => (
        <Button size="small" icon="down" iconPlacement="end" {...given}>
          {t('choose')}
        </Button>
      )}
    />
  );
}
