import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import type { Cause, Unit } from '../contract.ts';
import { useUnits } from './show.ts';
import { words } from './words.ts';

/** Each division of the change, part by part; what stands out is bold. */
export function Parts({ unit, cause }: { readonly unit: Unit; readonly cause: Cause }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const units = useUnits();
  const [write, change] = [units.write(unit), units.change(unit)];
  // Of one part only there is nothing to tell apart.
  const divisions = cause.divisions.filter(({ parts }) => parts.length > 1);
  if (divisions.length === 0) return null;
  return (
    <Card title={t('detail.parts')} caption={t('detail.partsCaption')}>
      {cause.reference ? (
        <p className="t2 f12">
          {t('alert.against', {
            from: format.day(cause.reference.from),
            to: format.day(cause.reference.to),
            n: format.number(cause.reference.n),
          })}
        </p>
      ) : null}
      <div className="hx-goal-scroll">
        <table className="hx-goal-table">
          {divisions.map((division) => (
            <tbody key={division.by}>
              <tr>
                <th>{t(`by.${division.by}`)}</th>
                <th>{t('detail.before')}</th>
                <th>{t('detail.after')}</th>
                <th className="wide">{t('detail.rate')}</th>
                <th className="wide">{t('detail.mix')}</th>
                <th>{t('detail.effect')}</th>
              </tr>
              {division.parts.map((part) => {
                const stands = cause.part?.by === division.by && cause.part.key === part.key;
                return (
                  <tr key={part.key} style={stands ? { fontWeight: 600 } : undefined}>
                    <td>{say(part.name)}</td>
                    <td>
                      {write(part.before.value)} <span className="t3 f12 whole">n {format.number(part.before.n)}</span>
                    </td>
                    <td>
                      {write(part.now.value)} <span className="t3 f12 whole">n {format.number(part.now.n)}</span>
                    </td>
                    <td className="wide">{change(part.rate)}</td>
                    <td className="wide">{change(part.mix)}</td>
                    <td>
                      {change(part.effect)}{' '}
                      <span className="t3 f12 whole">{format.interval(part.low, part.high, change)}</span>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          ))}
        </table>
      </div>
    </Card>
  );
}
