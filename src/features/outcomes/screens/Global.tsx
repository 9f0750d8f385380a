import { useShellWords, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Card, Facts } from '../../../console/ui/Card.tsx';
import { Note } from '../../../console/ui/States.tsx';
import { Verdict } from '../../../console/ui/Verdict.tsx';
import { getGlobalComparison } from '../contract-global.ts';
import { globalWords } from './global-words.ts';

/** Everybody against the global hold-out; nothing while nobody is held out. */
export function GlobalCard() {
  const t = useWords(globalWords);
  const shell = useShellWords();
  const format = useFormat();
  const found = useEndpoint(getGlobalComparison, { query: {} }).data?.comparison;
  if (!found) return null;
  const { conversion, revenue, matured, customers, srm } = found;
  const caption = t('caption', { share: format.percent(found.holdout), epoch: found.epoch, days: found.windowDays });
  const people = { t: format.number(customers.t), c: format.number(customers.c) };
  const ends = (ci: readonly [number, number] | null, write: (end: number) => string) =>
    ci ? format.interval(ci[0], ci[1], write) : '';
  return (
    <Card title={t('title')} caption={caption}>
      {srm?.verdict === 'invalid' ? <Note tone="bad">{t('broken')}</Note> : null}
      {matured.t === 0 || matured.c === 0 ? (
        <p className="t2">{t('waiting', { at: format.when(found.startsAt), ...people })}</p>
      ) : (
        <>
          <Facts
            rows={[
              [
                t('conversion'),
                <>
                  {t('row', { t: format.percent(conversion.t.rate), c: format.percent(conversion.c.rate) })} ·{' '}
                  {t('diff', {
                    diff: format.points(conversion.diff),
                    ci: ends(conversion.ci_always_valid, (end) => format.points(end)),
                  })}{' '}
                  <Verdict kind={conversion.verdict} plain words={shell(`verdict.${conversion.verdict}`)} />
                </>,
              ],
              [
                t('revenue'),
                <>
                  {t('row', { t: format.money(revenue.t, 2), c: format.money(revenue.c, 2) })} ·{' '}
                  {t('diff', {
                    diff: format.money(revenue.diff, 2),
                    ci: ends(revenue.ci, (end) => format.money(end, 2)),
                  })}{' '}
                  <Verdict kind={revenue.verdict} plain words={shell(`verdict.${revenue.verdict}`)} />
                </>,
              ],
            ]}
          />
          <p className="t3">{t('people', { t: format.number(matured.t), c: format.number(matured.c) })}</p>
        </>
      )}
    </Card>
  );
}
