/** What is asked for stands in the address: it can be sent, and comes back. */
import { PERIODS, type Period } from '../contract-period.ts';
import { useAddress } from '../../../console/lib/useAddress.ts';

export function useAsked() {
  const [params, ask] = useAddress();
  const period: Period = PERIODS.find((one) => one === params.get('period')) ?? 'month';
  const time: 'working' | 'calendar' = params.get('time') === 'calendar' ? 'calendar' : 'working';
  const set = (name: string, value: string | null) =>
    ask(
      (was) => {
        const next = new URLSearchParams(was);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return {
    period,
    time,
    set,
    /** The figure whose sheet is open. */
    key: params.get('figure'),
    open: (key: string | null) => set('figure', key),
    /** The stage whose sheet is open. */
    stage: params.get('stage'),
    openStage: (stage: string | null) => set('stage', stage),
    query: {
      // Named, not as days: which day it is, the clock of the workspace says.
      period,
      time,
      playbook: params.get('playbook') ?? undefined,
      team: params.get('team') ?? undefined,
    },
  };
}
