/** How figures are written, by their unit. */
import type { Figure } from '../contract.ts';
import { useFormat } from '../../../console/lib/session.tsx';

export type Unit = 'share' | 'ms' | 'money';

export function useShow(): (unit: Unit) => (value: number | null | undefined) => string {
  const format = useFormat();
  return (unit) =>
    unit === 'share' ? (value) => format.percent(value) : unit === 'ms' ? format.duration : format.money;
}

/** Better or worse only when the interval of the difference leaves zero out; else the two periods cannot be told apart. */
export function kindOf({ change, better }: Pick<Figure, 'change' | 'better'>): 'better' | 'worse' | 'same' {
  if (!change?.ci || (change.ci[0] <= 0 && change.ci[1] >= 0)) return 'same';
  return change.diff > 0 === (better === 'up') ? 'better' : 'worse';
}
