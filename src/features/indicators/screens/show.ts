/** How figures are written, by their unit. */
import { useFormat } from '../../../console/lib/session.tsx';

export type Unit = 'share' | 'ms' | 'money';

export function useShow(): (unit: Unit) => (value: number | null | undefined) => string {
  const format = useFormat();
  return (unit) =>
    unit === 'share' ? (value) => format.percent(value) : unit === 'ms' ? format.duration : format.money;
}

/** Up or down since the period before, and whether that is good. Within a hundredth it is level. */
export function changeOf(value: number | null, before: number | null, better: 'up' | 'down') {
  if (value === null || before === null) return null;
  const difference = value - before;
  const isLevel = Math.abs(difference) <= Math.abs(before) / 100;
  return {
    difference,
    kind: isLevel ? ('same' as const) : difference > 0 === (better === 'up') ? ('better' as const) : ('worse' as const),
  };
}
