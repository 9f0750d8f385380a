/** One request to a provider, and whether it can have been acted upon when no answer came. */
import type { Outcome } from '../../adapter.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export type Called = { readonly answer: Answer } | { readonly failed: Outcome };

/** Nothing had been sent when these happened: no name, no line, no certificate that holds. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*)$/;

/** Answers longer than this are not a provider's. */
const MOST_ANSWER = 1_000_000;

export async function callProvider(url: string | URL, init: RequestInit & { signal: AbortSignal }): Promise<Called> {
  try {
    // A redirect would carry secrets elsewhere, and a second request may be a second message.
    const response = await fetch(url, { ...init, redirect: 'error' });
    const text = await response.text();
    if (text.length > MOST_ANSWER) return { failed: { kind: 'unknown', code: 'answer_too_long' } };
    return { answer: { status: response.status, headers: response.headers, text } };
  } catch (error) {
    return { failed: failureOf(error) };
  }
}

export function failureOf(error: unknown): Outcome {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = codeOf(cause) ?? (error instanceof Error ? error.name : 'error');
  const note = cause instanceof Error ? cause.message.slice(0, 200) : '';
  // Ports that no HTTP client calls (mail, telnet ...): nobody will ever be reached there.
  if (note === 'bad port') return { kind: 'rejected', scope: 'config', code: 'bad_port', note };
  return NOT_SENT.test(code) ? { kind: 'transient', code, note } : { kind: 'unknown', code, note };
}

/** Several addresses of one name that all failed come as one error with the others inside. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  if (typeof code === 'string') return code;
  return Array.isArray(errors) ? codeOf(errors[0]) : undefined;
}

/** Seconds or a date (RFC 9110, section 10.2.3) as milliseconds from `now`. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.max(0, Math.min(ms, 86_400_000)) : undefined;
}
