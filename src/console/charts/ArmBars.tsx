import { useShellWords } from '../lib/i18n.ts';
import { Chart } from './Chart.tsx';
import { linear, textWidth } from './scale.ts';

export interface ArmRow {
  readonly label: string;
  readonly treatment: number;
  /** null: the control arm is not concerned (it is not contacted), then only one bar. */
  readonly control: number | null;
  /** At the right end: the difference, or why there is none (对照不触达). */
  readonly note?: string;
  /** The row spoken of: its label and note in ink. */
  readonly strong?: boolean;
}

/** Treatment over control, step by step: a funnel of both arms, or the time spent in each step. */
export function ArmBars({
  rows,
  format,
  max,
  title,
  names,
}: {
  rows: readonly ArmRow[];
  format: (value: number) => string;
  /** The value that fills the width; default the largest. */
  max?: number;
  title?: string;
  /** Names of the two series when they are not the arms. */
  names?: readonly [string, string];
}) {
  const t = useShellWords();
  const [one, other] = names ?? [t('chart.treatment'), t('chart.control')];
  const step = 36;
  const most = max ?? Math.max(...rows.flatMap((row) => [row.treatment, row.control ?? 0]), 0);
  const left = Math.max(...rows.map((row) => textWidth(row.label))) + 16;
  const right = Math.max(...rows.map((row) => textWidth(row.note ?? ''))) + 12;
  const value = Math.max(...rows.map((row) => textWidth(format(row.treatment), 11))) + 8;
  const words = rows
    .map(
      (row) =>
        `${row.label}: ${one} ${format(row.treatment)}${row.control === null ? '' : `, ${other} ${format(row.control)}`}`,
    )
    .join('; ');
  return (
    <Chart height={rows.length * step + 4} label={words} title={title}>
      {(width) => {
        const length = linear([0, most], [0, Math.max(24, width - left - right - value)]);
        return rows.map((row, at) => {
          const y = at * step;
          const single = row.control === null;
          const top = single ? y + 10 : y + 4;
          return (
            <g key={row.label}>
              <text
                x={0}
                y={y + 20}
                fontSize={12}
                fontWeight={row.strong ? 600 : 400}
                fill={row.strong ? 'var(--ink)' : 'var(--ink-2)'}
              >
                {row.label}
              </text>
              <rect
                x={left}
                y={top}
                width={Math.max(2, length(row.treatment))}
                height={10}
                rx={2}
                fill="var(--accent)"
              />
              <text
                x={left + Math.max(2, length(row.treatment)) + 6}
                y={top + 9}
                fontSize={11}
                fontWeight={600}
                fill="var(--ink)"
              >
                {format(row.treatment)}
              </text>
              {row.control === null ? null : (
                <>
                  <rect
                    x={left}
                    y={top + 13}
                    width={Math.max(2, length(row.control))}
                    height={10}
                    rx={2}
                    fill="var(--control)"
                  />
                  <text x={left + Math.max(2, length(row.control)) + 6} y={top + 22} fontSize={11} fill="var(--ink-3)">
                    {format(row.control)}
                  </text>
                </>
              )}
              {row.note ? (
                <text
                  x={width}
                  y={y + 19}
                  fontSize={12}
                  fontWeight={single ? 400 : 600}
                  fill={single ? 'var(--ink-3)' : 'var(--ink)'}
                  textAnchor="end"
                >
                  {row.note}
                </text>
              ) : null}
            </g>
          );
        });
      }}
    </Chart>
  );
}
