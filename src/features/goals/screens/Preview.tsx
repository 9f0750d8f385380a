import { useEffect, useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { ErrorNote, Skeleton } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { type Band, type PeriodKind, previewGoal, type Unit } from '../contract.ts';
import { useUnits } from './show.ts';
import { words } from './words.ts';

interface Asked {
  readonly indicator: string;
  readonly team: string | null;
  readonly playbook: string | null;
  readonly period: PeriodKind;
  readonly target: number;
  readonly band: Band;
}

/** The last six periods against the proposed target; asked again when the typing rests. */
export function Preview({ asked, unit }: { readonly asked: Asked; readonly unit: Unit }) {
  const t = useWords(words);
  const format = useFormat();
  const write = useUnits().write(unit);
  const { mutate, data, error, isPending } = useAction(previewGoal);
  const key = JSON.stringify(asked);
  const [shown, setShown] = useState('');
  useEffect(() => {
    if (key === shown) return undefined;
    const timer = setTimeout(() => {
      setShown(key);
      mutate({ body: JSON.parse(key) as Asked });
    }, 400);
    return () => clearTimeout(timer);
  }, [key, shown, mutate]);
  return (
    <section className="hx-sheet-part" aria-live="polite">
      <b>{t('sheet.preview')}</b>
      {error ? <ErrorNote error={error} /> : null}
      {!data && isPending ? <Skeleton lines={3} /> : null}
      {data ? (
        <>
          <p>
            {data.known === 0
              ? t('sheet.previewNone')
              : t('sheet.previewSays', { known: data.known, reached: data.reached, alarms: data.alarms })}
          </p>
          <table className="hx-goal-table">
            <tbody>
              {data.points.map((point) => (
                <tr key={point.start}>
                  <td>{format.day(point.start)}</td>
                  <td>
                    {write(point.value)} <span className="t3 f12">{t('n', { n: format.number(point.n) })}</span>
                  </td>
                  <td>
                    {point.alarmedOn ? (
                      <Tag tone="bad">{t('sheet.alarm', { day: format.day(point.alarmedOn) })}</Tag>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
    </section>
  );
}
