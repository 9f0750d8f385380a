/** What a switch says when a call ends, in our words. */
import type { CallCause } from './contract-causes.ts';

export interface Hangup {
  readonly answered: boolean;
  /** It was heard to ring: 180, 183 or the switch's own word for it. */
  readonly rang: boolean;
  /** We gave up ringing ourselves. */
  readonly timedOut: boolean;
  /** We took it back before anybody answered. */
  readonly cancelled: boolean;
  /** ITU-T Q.850; 0 where the switch knows none. */
  readonly q850: number;
  /** The SIP answer, where the switch tells it. */
  readonly sip: number | null;
}

/** Carriers and switches put the same thing into either code; the SIP answer is the more exact where it is there. */
const BY_SIP: Readonly<Record<number, CallCause>> = {
  404: 'invalid_number',
  410: 'invalid_number',
  484: 'invalid_number',
  604: 'invalid_number',
  480: 'unreachable',
  486: 'busy',
  600: 'busy',
  603: 'rejected',
  607: 'rejected',
  // Our own trunk is refused or does not understand us: nothing that the customer did.
  401: 'network',
  403: 'network',
  407: 'network',
  415: 'network',
  488: 'network',
  606: 'network',
};

const BY_Q850: Readonly<Record<number, CallCause>> = {
  1: 'invalid_number',
  22: 'invalid_number',
  28: 'invalid_number',
  17: 'busy',
  21: 'rejected',
  18: 'unreachable',
  19: 'unreachable',
  20: 'unreachable',
  27: 'unreachable',
};

export function causeOf({ answered, rang, timedOut, cancelled, q850, sip }: Hangup): CallCause {
  if (answered) return 'completed';
  if (cancelled) return 'cancelled';
  // Not by the code: an unanswered ring ends as 19, 0 or 487 depending on the switch and on who gave up.
  if (timedOut) return rang ? 'no_answer' : 'gateway_down';
  if (sip === 408 || sip === 487 || sip === 504) return rang ? 'no_answer' : 'gateway_down';
  const bySip = sip === null ? undefined : BY_SIP[sip];
  if (bySip) return bySip;
  if (sip !== null && sip >= 500) return 'network';
  const byCause = BY_Q850[q850];
  if (byCause) return byCause;
  if (q850 >= 34) return 'network';
  // Nothing was ever heard from the other side.
  return rang ? 'no_answer' : 'gateway_down';
}
