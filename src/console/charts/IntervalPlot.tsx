import { useShellWords } from '../lib/i18n.ts';
import { Chart } from './Chart.tsx';
import { aroundZero, linear, textWidth, ticks } from './scale.ts';

export interface Whisker {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The whisker itself: 1.5 px with 8-px caps, a dot with a ring. Grey when nothing is proven. */
function Mark({ x, y, of, proven }: { x: (value: number) => number; y: number; of: Whisker; proven: boolean }) {
  const colour = proven ? 'var(--accent)' : 'var(--ink-3)';
  const [low, high] = [x(of.low), x(of.high)];
  return (
    <>
      <path
        d={`M${low} ${y}H${high}M${low} ${y - 4}v8M${high} ${y - 4}v8`}
        stroke={colour}
        strokeWidth={1.5}
        fill="none"
      />
      <circle cx={x(of.value)} cy={y} r={4.5} fill={colour} stroke="var(--surface)" strokeWidth={1.5} />
    </>
  );
}

export interface IntervalPlotProps extends Whisker {
  /** What the figure is, for screen readers. */
  readonly label: string;
  readonly format: (value: number) => string;
  /** Dashed tick. */
  readonly target?: number | null;
  /** Drawn in the accent only when the interval leaves zero out and the verdict says so. */
  readonly proven: boolean;
  /** px; the height of its table row, so that the zero lines of the rows join. */
  readonly height?: number;
  /** Where the zero line stands, 0 to 1 of the width. */
  readonly zeroAt?: number;
}

/** One difference with its interval in a row of a table: each row its own scale, the zero line shared. */
export function IntervalPlot({ label, format, target, proven, height = 52, zeroAt = 0.3, ...of }: IntervalPlotProps) {
  const t = useShellWords();
  const words = t('chart.whisker', { label, value: format(of.value), low: format(of.low), high: format(of.high) });
  const middle = height / 2;
  return (
    <Chart
      height={height}
      label={
        target === undefined || target === null ? words : `${words}; ${t('chart.target', { value: format(target) })}`
      }
    >
      {(width) => {
        const x = aroundZero([of.low, of.high, target ?? 0], width, { zeroAt });
        return (
          <>
            <path d={`M${x(0)} 0v${height}`} stroke="var(--line-strong)" />
            {target === undefined || target === null ? null : (
              <path
                d={`M${x(target)} ${middle - 10}v20`}
                stroke="var(--ink-2)"
                strokeWidth={1.5}
                strokeDasharray="2 2"
              />
            )}
            <Mark x={x} y={middle} of={of} proven={proven} />
          </>
        );
      }}
    </Chart>
  );
}

export interface IntervalRow extends Whisker {
  readonly label: string;
  readonly proven: boolean;
}

/** Several intervals on one scale, with an axis: adjusted and raw, one row per segment, one row per week. */
export function IntervalRows({
  rows,
  format,
  axis = format,
  title,
  target,
  rowHeight = 32,
}: {
  rows: readonly IntervalRow[];
  format: (value: number) => string;
  /** Shorter words for the ticks: 20 万. */
  axis?: (value: number) => string;
  title?: string;
  target?: number | null;
  rowHeight?: number;
}) {
  const t = useShellWords();
  const ends = rows.flatMap((row) => [row.low, row.high]).concat(0, target ?? 0);
  const marks = ticks(Math.min(...ends), Math.max(...ends), 3);
  const bottom = rows.length * rowHeight + 4;
  const left = Math.max(...rows.map((row) => textWidth(row.label))) + 16;
  const words = rows
    .map((row) =>
      t('chart.whisker', { label: row.label, value: format(row.value), low: format(row.low), high: format(row.high) }),
    )
    .join('; ');
  return (
    <Chart height={bottom + 20} label={words} title={title}>
      {(width) => {
        const x = linear([Math.min(...ends), Math.max(...ends)], [left + 8, width - 8]);
        const shown = marks.filter((mark) => x(mark) >= left && x(mark) <= width - 4);
        return (
          <>
            {shown.map((mark) => (
              <g key={mark}>
                <path d={`M${x(mark)} 0V${bottom}`} stroke={mark === 0 ? 'var(--line-strong)' : 'var(--grid)'} />
                <text x={x(mark)} y={bottom + 16} fontSize={11} fill="var(--ink-3)" textAnchor="middle">
                  {axis(mark)}
                </text>
              </g>
            ))}
            {target === undefined || target === null ? null : (
              <path d={`M${x(target)} 0V${bottom}`} stroke="var(--ink-2)" strokeWidth={1.5} strokeDasharray="3 3" />
            )}
            {rows.map((row, at) => {
              const y = at * rowHeight + rowHeight / 2;
              return (
                <g key={row.label}>
                  <text x={0} y={y + 4} fontSize={12} fill="var(--ink-2)">
                    {row.label}
                  </text>
                  <Mark x={x} y={y} of={row} proven={row.proven} />
                </g>
              );
            })}
          </>
        );
      }}
    </Chart>
  );
}
