/** What Twilio's error codes mean for an attempt (twilio.com/docs/api/errors). Pure. */
import type { Outcome } from '../../adapter.ts';

const RECIPIENT = new Set([21211, 21214, 21217, 21219, 21612, 21614, 21635]);
const CONTENT = new Set([21602, 21617, 21619, 21620, 21655, 21656, 21605]);
const THROTTLED = new Set([20429, 14107, 21611, 30001, 63038]);
/** She wrote STOP, and Twilio keeps to it. */
export const UNSUBSCRIBED = 21610;

export function outcomeOfError(code: number, message: string, status: number, wait: number | undefined): Outcome {
  const note = message.slice(0, 300);
  const about = { code: code ? String(code) : `http_${status}`, note };
  if (code === UNSUBSCRIBED) return { kind: 'rejected', scope: 'recipient', ...about, optOut: true };
  if (THROTTLED.has(code) || status === 429) return { kind: 'throttled', ...about, retryAfterMs: wait ?? 60_000 };
  if (RECIPIENT.has(code)) return { kind: 'rejected', scope: 'recipient', ...about };
  if (CONTENT.has(code)) return { kind: 'rejected', scope: 'content', ...about };
  if (status >= 400 && status < 500) return { kind: 'rejected', scope: 'config', ...about };
  return { kind: 'unknown', ...about };
}
