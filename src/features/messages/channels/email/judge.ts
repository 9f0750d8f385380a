/** What a failed SMTP attempt means. Pure. */
import type { Outcome } from '../../adapter.ts';

/** As nodemailer reports it. */
export interface SmtpFailure extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  /** The SMTP command that was answered. */
  readonly command?: string;
}

/** The server wants us to come back later than usual. */
const SLOW_MS = 10 * 60_000;

/** `given`: the server had asked for the message, so that part or all of it is on its side. */
export function judge(failure: SmtpFailure, given: boolean): Outcome {
  const note = (failure.response ?? failure.message).slice(0, 300);
  const reply = failure.responseCode;
  if (!reply) {
    // Refused before the network: the address cannot be written in SMTP. That does not change by waiting.
    if (failure.code === 'EENVELOPE') return { kind: 'rejected', scope: 'recipient', code: 'EENVELOPE', note };
    const code = failure.code ?? 'connection';
    return given ? { kind: 'unknown', code, note } : { kind: 'transient', code, note };
  }
  const code = String(reply);
  if (reply < 500) {
    const slow = /\b4\.7\.\d+/.test(note) || /rate|too many|frequen|频/i.test(note);
    return slow ? { kind: 'throttled', code, note, retryAfterMs: SLOW_MS } : { kind: 'transient', code, note };
  }
  return { kind: 'rejected', scope: scopeOf(failure, note), code, note };
}

function scopeOf(failure: SmtpFailure, note: string): 'recipient' | 'content' | 'config' {
  const command = failure.command ?? '';
  if (failure.code === 'EAUTH' || /^(AUTH|EHLO|HELO|STARTTLS|CONN|MAIL)/.test(command)) return 'config';
  // RFC 3463: 5.1.x an address, 5.2.x a mailbox, 5.7.x a policy.
  const enhanced = /\b5\.(\d)\.\d+/.exec(note)?.[1];
  if (enhanced === '1' || enhanced === '2') return 'recipient';
  return command.startsWith('RCPT') && enhanced !== '7' ? 'recipient' : 'content';
}
