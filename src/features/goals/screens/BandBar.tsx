import type { GoalProgress, IndicatorChoice } from '../contract.ts';

/** The figure with its interval, on a line with the band behind it and the target as a dashed mark. */
export function BandBar({
  progress,
  indicator,
  target,
  label,
}: {
  readonly progress: GoalProgress;
  readonly indicator: IndicatorChoice;
  readonly target: number;
  readonly label: string;
}) {
  const { value, low, high, band } = progress;
  const goal = indicator.adds ? progress.expected : target;
  const all = [value, low, high, band.low, band.high, goal].filter((each): each is number => each !== null);
  const [from, to] = [Math.min(...all), Math.max(...all)];
  const room = (to - from || Math.abs(goal) || 1) * 0.15;
  const [start, end] = [from - room, to + room];
  const at = (each: number): number => ((each - start) / (end - start)) * 100;
  const out = progress.state === 'below' || progress.state === 'above';
  const [inside, outside] = [band.low === null ? 0 : at(band.low), band.high === null ? 100 : at(band.high)];
  return (
    <svg className="hx-goal-bar" width="100%" height={28} role="img" aria-label={label}>
      <rect x="0" y={10} width="100%" height={8} rx={4} fill="var(--grid)" />
      {band.low === null && band.high === null ? null : (
        <rect x={`${inside}%`} y={10} width={`${Math.max(0, outside - inside)}%`} height={8} fill="var(--band)" />
      )}
      <line x1={`${at(goal)}%`} x2={`${at(goal)}%`} y1={2} y2={26} stroke="var(--ink-2)" strokeDasharray="3 3" />
      {low === null || high === null ? null : (
        <line
          x1={`${at(low)}%`}
          x2={`${at(high)}%`}
          y1={14}
          y2={14}
          stroke={out ? 'var(--bad)' : 'var(--ink-3)'}
          strokeWidth={2}
        />
      )}
      {value === null ? null : (
        <circle
          cx={`${at(value)}%`}
          cy={14}
          r={5}
          fill={out ? 'var(--bad)' : 'var(--ink)'}
          stroke="var(--surface)"
          strokeWidth={2}
        />
      )}
    </svg>
  );
}
