import { linear } from './scale.ts';

/** The last values in 64 × 20 px: decoration beside a figure that says the number. */
export function Sparkline({
  values,
  tone = 'accent',
  width = 64,
  height = 20,
}: {
  values: readonly number[];
  tone?: 'accent' | 'bad' | 'control';
  width?: number;
  height?: number;
}) {
  if (values.length < 2) return null;
  const x = linear([0, values.length - 1], [2, width - 3]);
  const y = linear([Math.min(...values), Math.max(...values)], [height - 3, 3]);
  const last = values.length - 1;
  return (
    <svg width={width} height={height} aria-hidden="true" style={{ display: 'block' }}>
      <polyline
        points={values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}
        fill="none"
        stroke="var(--ink-4)"
        strokeWidth={1.5}
        strokeLinejoin="round"
      />
      <circle cx={x(last)} cy={y(values[last] ?? 0)} r={2.5} fill={`var(--${tone})`} />
    </svg>
  );
}
