/** How a call ended, as Twilio says it (CallStatus, SipResponseCode). Pure. */
import type { CallCause } from '../../contract-causes.ts';
import { causeOf } from '../../decide-cause.ts';

export function causeOfStatus(status: string, sip: number | null): CallCause {
  switch (status) {
    case 'completed':
      return 'completed';
    case 'canceled':
      return 'cancelled';
    case 'busy':
      return sip === 603 || sip === 607 ? 'rejected' : 'busy';
    case 'no-answer':
      return sip === 480 ? 'unreachable' : 'no_answer';
    default:
      // `failed`: it never rang; the SIP answer says why, and without one nobody knows more than that it could not be reached.
      return sip === null || sip < 400
        ? 'network'
        : causeOf({ answered: false, rang: false, timedOut: false, cancelled: false, q850: 0, sip });
  }
}

/** Whether the call is over. */
export const isOver = (status: string): boolean =>
  ['completed', 'busy', 'no-answer', 'failed', 'canceled'].includes(status);

/** Refused when it is placed: a number that is none (twilio.com/docs/api/errors). */
const NO_NUMBER = new Set([13224, 21211, 21214, 21217]);

export const causeOfRefusal = (code: number): CallCause => (NO_NUMBER.has(code) ? 'invalid_number' : 'network');
