import { useState } from 'react';
import { useShellWords } from '../lib/i18n.ts';
import { Chart } from './Chart.tsx';
import { linear, textWidth, ticks } from './scale.ts';

export interface BandPoint {
  /** Under the axis: 11-22. */
  readonly label: string;
  /** null where there is no figure: the line breaks. */
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  /** How many it rests on, printed under its label. */
  readonly n?: number;
}

export interface LineBandProps {
  readonly points: readonly BandPoint[];
  readonly format: (value: number) => string;
  readonly title?: string;
  /** What the line is, for screen readers. */
  readonly label: string;
  readonly target?: { readonly value: number; readonly label: string } | null;
  /** Changes of definition: a vertical line with words, at the index of the first point after it. */
  readonly breaks?: readonly { readonly at: number; readonly label: string }[];
  /** The line is not drawn through changes: what lies on both sides is not the same. */
  readonly apart?: boolean;
  /** A second line in grey: the control arm, last year. */
  readonly compare?: { readonly label: string; readonly values: readonly (number | null)[] };
  readonly height?: number;
}

type Spot = readonly [number, number];
const path = (spots: readonly Spot[]) =>
  spots.map(([x, y], at) => `${at ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** Runs of neighbours that have a figure; `cuts`: a new one begins at these. */
function runs<T>(items: readonly (T | null)[], cuts: ReadonlySet<number> = NO_CUTS): T[][] {
  const found: T[][] = [];
  let open: T[] = [];
  for (const [at, item] of items.entries()) {
    if (open.length > 0 && (item === null || cuts.has(at))) {
      found.push(open);
      open = [];
    }
    if (item !== null) open.push(item);
  }
  return open.length > 0 ? [...found, open] : found;
}

const NO_CUTS: ReadonlySet<number> = new Set();

/** Where the words of the second line stand: at its end, or clear of the last value where that is printed. */
function beside(end: number, value: number | null): number {
  if (value === null || Math.abs(end + 8 - value) > 16) return end + 4;
  return end >= value ? value + 14 : value - 22;
}

const BREAK_ROWS = 2;

/** The words of the vertical lines in rows, the latest first, so that none lies upon another; what finds no room is told by its line alone. */
function placeBreaks(
  breaks: NonNullable<LineBandProps['breaks']>,
  x: (at: number) => number,
  start: number,
  end: number,
) {
  const taken: [number, number][][] = Array.from({ length: BREAK_ROWS }, () => []);
  return breaks
    .toSorted((a, b) => b.at - a.at)
    .map((one) => {
      const wide = textWidth(one.label, 11) + 6;
      // Near the end its words stand before the line, so that they keep clear of the last value.
      const isLate = x(one.at) + wide > end;
      const [from, to] = isLate ? [x(one.at) - wide, x(one.at)] : [x(one.at), x(one.at) + wide];
      const row = from < start ? -1 : taken.findIndex((all) => all.every(([a, b]) => to < a - 8 || from > b + 8));
      taken[row]?.push([from, to]);
      return { ...one, isLate, row: row < 0 ? null : row };
    });
}

/** A figure over time with its confidence band; the last value is printed at the end of the line. */
export function LineBand({
  points,
  format,
  title,
  label,
  target,
  breaks = [],
  apart = false,
  compare,
  height = 268,
}: LineBandProps) {
  const t = useShellWords();
  const cuts = apart ? new Set(breaks.map(({ at }) => at)) : NO_CUTS;
  const [over, setOver] = useState<number | null>(null);
  const all = [
    ...points.flatMap((point) => [point.value, point.low ?? null, point.high ?? null]),
    ...(compare?.values ?? []),
    target?.value ?? null,
  ].filter((value): value is number => value !== null);
  const marks = ticks(Math.min(...all), Math.max(...all), 3);
  const [bottom, top] = [height - 44, 24];
  const left = Math.max(...marks.map((mark) => textWidth(format(mark), 11))) + 12;
  const lastAt = points.findLastIndex((point) => point.value !== null);
  const last = points[lastAt];
  const right =
    Math.max(
      last?.value == null ? 0 : textWidth(format(last.value), 16),
      textWidth(target?.label ?? '', 11),
      textWidth(compare?.label ?? '', 11),
    ) + 16;
  const words = `${label}: ${points.map((point) => `${point.label} ${point.value === null ? '—' : format(point.value)}`).join(', ')}`;
  return (
    <Chart height={height} label={words} title={title}>
      {(width) => {
        const x = linear([0, Math.max(1, points.length - 1)], [left + 4, width - right]);
        const y = linear([marks[0] ?? 0, marks.at(-1) ?? 1], [bottom, top]);
        const every = Math.max(1, Math.ceil((points.length * 56) / (width - left - right)));
        const line = runs(
          points.map((point, at): Spot | null => (point.value === null ? null : [x(at), y(point.value)])),
          cuts,
        );
        const band = runs(
          points.map((point, at) =>
            point.low == null || point.high == null ? null : { x: x(at), low: y(point.low), high: y(point.high) },
          ),
          cuts,
        );
        const other = runs(
          (compare?.values ?? []).map((value, at): Spot | null => (value === null ? null : [x(at), y(value)])),
        );
        const shown = over === null ? null : points[over];
        return (
          <g
            onPointerLeave={() => setOver(null)}
            onPointerMove={(event) => {
              const box = event.currentTarget.ownerSVGElement?.getBoundingClientRect();
              if (!box) return;
              const at = Math.round(
                linear([left + 4, width - right], [0, points.length - 1])(event.clientX - box.left),
              );
              setOver(Math.max(0, Math.min(points.length - 1, at)));
            }}
          >
            <rect x={left} y={0} width={Math.max(0, width - left)} height={height} fill="transparent" />
            {marks.map((mark) => (
              <g key={mark}>
                <path
                  d={`M${left} ${y(mark)}H${width - right}`}
                  stroke={mark === 0 ? 'var(--line-strong)' : 'var(--grid)'}
                />
                <text x={left - 8} y={y(mark) + 4} fontSize={11} fill="var(--ink-3)" textAnchor="end">
                  {format(mark)}
                </text>
              </g>
            ))}
            {band.map((run) => (
              <path
                key={run[0]?.x}
                d={`${path(run.map((one): Spot => [one.x, one.high]))}${path(run.toReversed().map((one): Spot => [one.x, one.low])).replace('M', 'L')}Z`}
                fill="var(--band)"
              />
            ))}
            {target ? (
              <>
                <path d={`M${left} ${y(target.value)}H${width - right}`} stroke="var(--ink-3)" strokeDasharray="3 3" />
                <text x={width - right + 8} y={y(target.value) + 4} fontSize={11} fill="var(--ink-2)">
                  {target.label}
                </text>
              </>
            ) : null}
            {placeBreaks(breaks, x, left, width - right).map(({ at, label: said, row, isLate }) => (
              <g key={at}>
                <path d={`M${x(at)} ${top - 8}V${bottom}`} stroke="var(--line-strong)">
                  <title>{said}</title>
                </path>
                {row === null ? null : (
                  <text
                    x={x(at) + (isLate ? -6 : 6)}
                    y={top + row * 14}
                    fontSize={11}
                    fill="var(--ink-2)"
                    textAnchor={isLate ? 'end' : 'start'}
                  >
                    {said}
                  </text>
                )}
              </g>
            ))}
            {other.map((run) => (
              <path
                key={run[0]?.[0]}
                d={path(run)}
                fill="none"
                stroke="var(--control)"
                strokeWidth={2}
                strokeLinejoin="round"
              />
            ))}
            {compare && other.at(-1)?.at(-1) ? (
              <text
                x={width - right + 8}
                y={beside(other.at(-1)?.at(-1)?.[1] ?? 0, last?.value == null ? null : y(last.value))}
                fontSize={11}
                fill="var(--control-ink)"
              >
                {compare.label}
              </text>
            ) : null}
            {line.map((run) => (
              <path
                key={run[0]?.[0]}
                d={path(run)}
                fill="none"
                stroke="var(--accent)"
                strokeWidth={2}
                strokeLinejoin="round"
              />
            ))}
            {/* What stands alone is a dot with its interval. */}
            {line
              .filter((run) => run.length === 1)
              .map(([spot]) =>
                spot ? <circle key={spot[0]} cx={spot[0]} cy={spot[1]} r={3} fill="var(--accent)" /> : null,
              )}
            {band
              .filter((run) => run.length === 1)
              .map(([one]) =>
                one ? <path key={one.x} d={`M${one.x} ${one.high}V${one.low}`} stroke="var(--accent)" /> : null,
              )}
            {last?.value == null ? null : (
              <>
                <circle
                  cx={x(lastAt)}
                  cy={y(last.value)}
                  r={4}
                  fill="var(--accent)"
                  stroke="var(--surface)"
                  strokeWidth={2}
                />
                <text x={x(lastAt) + 8} y={y(last.value) - 4} fontSize={16} fontWeight={600} fill="var(--ink)">
                  {format(last.value)}
                </text>
              </>
            )}
            {points.map((point, at) =>
              (points.length - 1 - at) % every === 0 ? (
                <g key={point.label} fontSize={11} fill="var(--ink-3)" textAnchor="middle">
                  <text x={x(at)} y={bottom + 18}>
                    {point.label}
                  </text>
                  {point.n === undefined ? null : (
                    <text x={x(at)} y={bottom + 34}>
                      n {point.n}
                    </text>
                  )}
                </g>
              ) : null,
            )}
            {over !== null && shown ? (
              <Readout
                x={x(over)}
                width={width}
                top={top}
                bottom={bottom}
                lines={[
                  `${shown.label}  ${shown.value === null ? '—' : format(shown.value)}`,
                  ...(shown.low == null || shown.high == null
                    ? []
                    : [t('chart.interval', { low: format(shown.low), high: format(shown.high) })]),
                  ...(shown.n === undefined ? [] : [`n = ${shown.n}`]),
                ]}
              />
            ) : null}
          </g>
        );
      }}
    </Chart>
  );
}

/** The figures under the pointer, in a small box that stays inside the chart. */
function Readout({
  x,
  width,
  top,
  bottom,
  lines,
}: {
  x: number;
  width: number;
  top: number;
  bottom: number;
  lines: readonly string[];
}) {
  const wide = Math.max(...lines.map((text) => textWidth(text, 12))) + 20;
  const at = x + 12 + wide > width ? x - 12 - wide : x + 12;
  return (
    <g pointerEvents="none">
      <path d={`M${x} ${top}V${bottom}`} stroke="var(--ink-4)" />
      <rect
        x={at}
        y={top}
        width={wide}
        height={lines.length * 18 + 12}
        rx={6}
        fill="var(--surface)"
        stroke="var(--line-strong)"
      />
      {lines.map((text, row) => (
        <text
          key={text}
          x={at + 10}
          y={top + 20 + row * 18}
          fontSize={12}
          fontWeight={row === 0 ? 600 : 400}
          fill={row === 0 ? 'var(--ink)' : 'var(--ink-2)'}
        >
          {text}
        </text>
      ))}
    </g>
  );
}
