import type { ReactNode } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import type { Trial, TrialShare } from '../contract-trials.ts';
import { useOutcome, useSecond } from './outcome.ts';
import { words } from './words.ts';

/** Outcome and guardrails, one row per wording. */
export function TrialFigures({ trial }: { trial: Trial }) {
  const t = useWords(words);
  const format = useFormat();
  const outcome = useOutcome();
  const second = useSecond();
  const { rules, guardrails, plan } = trial;
  const days = Math.min(rules.guardDays, plan.windowDays);
  const groups = [
    { label: outcome(trial), of: trial.outcome, stop: rules.stopAt },
    { label: t('optedOut', { days }), of: guardrails.optedOut, stop: rules.alarmAt },
    { label: t('complained', { days }), of: guardrails.complained, stop: rules.alarmAt },
  ];
  const rate = ({ n, rate: value, ci }: TrialShare): ReactNode =>
    n === 0 || value === null ? (
      '—'
    ) : (
      <>
        <span className="whole">{format.percent(value)}</span>{' '}
        <span className="whole">{format.interval(ci[0], ci[1], (end) => format.percent(end))}</span>
      </>
    );
  return (
    <table className="hx-trial-table">
      <thead>
        <tr>
          <th>{t('what')}</th>
          <th className="num">{t('n')}</th>
          <th className="num">{t('rate')}</th>
          <th className="num">{t('e')}</th>
        </tr>
      </thead>
      {groups.map(({ label, of, stop }) => (
        <tbody key={label}>
          <tr className="of">
            <th colSpan={3} scope="rowgroup">
              {label}
            </th>
            <td className="num whole">{t('of20', { e: format.number(of.e, of.e < 10 ? 2 : 0), stop })}</td>
          </tr>
          {(['a', 'b'] as const).map((one) => (
            <tr key={one}>
              <td>{one === 'a' ? t('a') : second(trial.variant)}</td>
              <td className="num">
                <span className="whole">{format.number(of[one].n)} /</span>{' '}
                <span className="whole">{format.number(trial.assigned[one])}</span>
              </td>
              <td className="num">{rate(of[one])}</td>
              <td />
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
