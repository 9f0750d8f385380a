import { Chart } from '../../../console/charts/Chart.tsx';
import { textWidth } from '../../../console/charts/scale.ts';
import type { ClassDefinition } from '../contract.ts';
import { type Count, type Flow, layOut } from './flow-layout.ts';

interface Named extends Count {
  readonly name: string;
}

interface Props {
  readonly title: string;
  readonly order: readonly string[];
  readonly toneOf: (key: string) => ClassDefinition['tone'];
  readonly before: readonly Named[];
  readonly after: readonly Named[];
  readonly flows: readonly Flow[];
  readonly say: (flow: Flow) => string;
  readonly number: (n: number) => string;
}

const HEIGHT = 280;
const BAR = 10;
const TONES: Readonly<Record<ClassDefinition['tone'], string>> = {
  accent: 'var(--accent)',
  ok: 'var(--ok)',
  bad: 'var(--bad)',
  warn: 'var(--warn)',
  neutral: 'var(--control)',
};

/** Bars of classes at two moments, bands of customers between them: who stayed is pale, who moved is not. */
export function FlowPicture({ title, order, toneOf, before, after, flows, say, number }: Props) {
  const { starts, ends, bands } = layOut(order, before, after, flows, { height: HEIGHT - 8, gap: 14 });
  const textOf = (list: readonly Named[], key: string | null, n: number) =>
    `${list.find((one) => one.key === key)?.name ?? key} ${number(n)}`;
  const room = (list: readonly Named[]) =>
    Math.max(0, ...list.map((one) => textWidth(textOf(list, one.key, one.n)))) + 8;
  const colour = (key: string | null) => (key === null ? 'var(--ink-4)' : TONES[toneOf(key)]);
  return (
    <Chart height={HEIGHT} label={flows.map(say).join('; ')} title={title}>
      {(width) => {
        const [x0, x1] = [room(before), width - room(after)];
        const middle = (x0 + x1) / 2;
        return (
          <g transform="translate(0 4)">
            {bands.map((band) => {
              const { from, to, y0, y1, height } = band;
              const [a, b] = [x0 + BAR, x1 - BAR];
              return (
                <path
                  key={`${from} ${to}`}
                  d={`M${a} ${y0}C${middle} ${y0} ${middle} ${y1} ${b} ${y1}v${height}C${middle} ${y1 + height} ${middle} ${y0 + height} ${a} ${y0 + height}Z`}
                  fill={colour(to)}
                  opacity={from === to ? 0.12 : 0.4}
                >
                  <title>{say(band)}</title>
                </path>
              );
            })}
            {starts.map((bar) => (
              <g key={bar.key}>
                <rect x={x0} y={bar.y} width={BAR} height={Math.max(1, bar.height)} rx={2} fill={colour(bar.key)} />
                <text x={x0 - 8} y={bar.y + bar.height / 2 + 4} fontSize={12} textAnchor="end" fill="var(--ink-2)">
                  {textOf(before, bar.key, bar.n)}
                </text>
              </g>
            ))}
            {ends.map((bar) => (
              <g key={bar.key}>
                <rect
                  x={x1 - BAR}
                  y={bar.y}
                  width={BAR}
                  height={Math.max(1, bar.height)}
                  rx={2}
                  fill={colour(bar.key)}
                />
                <text x={x1 + 8} y={bar.y + bar.height / 2 + 4} fontSize={12} fill="var(--ink-2)">
                  {textOf(after, bar.key, bar.n)}
                </text>
              </g>
            ))}
          </g>
        );
      }}
    </Chart>
  );
}
