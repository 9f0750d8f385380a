import { busEvent } from '../../kit/bus.ts';

/** Ended from outside: by an exit of the flow or by somebody who stopped them. Runs that come to their own end are not told. */
export interface RunsStopped {
  readonly runIds: readonly string[];
}

export const runsStopped = busEvent<RunsStopped>('flows.stopped', { zh: '流程被中止', en: 'Flow runs were stopped' });
