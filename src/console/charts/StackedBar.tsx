import { chart } from '../tokens.ts';
import { Chart } from './Chart.tsx';

export interface Part {
  readonly label: string;
  readonly value: number;
  /** Formatted value for the legend. */
  readonly text: string;
}

/**
 * One whole in parts: the accent at 100, 62, 38, 20 % (`parts`), or the two arms (`arms`: accent and control). The parts
 * are named below with their values.
 */
export function StackedBar({
  parts,
  kind = 'parts',
  title,
  legend = true,
  height = 8,
}: {
  parts: readonly Part[];
  kind?: 'parts' | 'arms';
  title?: string;
  legend?: boolean;
  height?: number;
}) {
  const look = (at: number) =>
    kind === 'arms'
      ? { fill: at === 0 ? 'var(--accent)' : 'var(--control)', opacity: 1 }
      : { fill: 'var(--accent)', opacity: chart.parts[at] ?? 0.12 };
  const whole = parts.reduce((sum, part) => sum + part.value, 0);
  return (
    <div>
      <Chart height={height} label={parts.map((part) => `${part.label} ${part.text}`).join('; ')} title={title}>
        {(width) => {
          const room = width - 2 * (parts.length - 1);
          let x = 0;
          return parts.map((part, at) => {
            const size = whole > 0 ? (part.value / whole) * room : 0;
            const from = x;
            x += size + 2;
            return <rect key={part.label} x={from} width={size} height={height} rx={2} {...look(at)} />;
          });
        }}
      </Chart>
      {legend ? (
        <ul className="hx-parts">
          {parts.map((part, at) => (
            <li key={part.label}>
              <i style={{ background: look(at).fill, opacity: look(at).opacity }} />
              {part.label}
              <span className="value">{part.text}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
