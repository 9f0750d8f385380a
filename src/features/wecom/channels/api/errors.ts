/** What WeCom says instead of doing something, judged by its number: its texts change. (developer.work.weixin.qq.com/document/path/90313) */
import type { Outcome } from '../../../messages/index.ts';

export type Failure =
  /** It answered with a number that is not 0: nothing was done. */
  | 'refused'
  /** No connection was made, or no token was got: nothing was asked. */
  | 'unreached'
  /** It was asked and no answer came: perhaps it was done. */
  | 'lost';

export class WecomError extends Error {
  readonly failure: Failure;
  /** The errcode; 0 where there was none. */
  readonly code: number;

  constructor(failure: Failure, code: number, said: string) {
    super(code === 0 ? said : `${code}: ${said}`);
    this.failure = failure;
    this.code = code;
  }
}

export const BUSY = -1;
/** The token is wrong, or its time is over. 40001 too: where another program shares the secret, it takes our token away. */
export const BAD_TOKEN: ReadonlySet<number> = new Set([40001, 40014, 42001]);
/** Too often, too many at once. */
const THROTTLED: ReadonlySet<number> = new Set([45009, 45033]);
/** What is blocked is blocked for a minute. (path/90454) */
const BLOCKED_MS = 60_000;

/** 40096, 84061: no customer, or no friend of anybody here. 60111, 81013, 40003: no such member. */
const RECIPIENT: ReadonlySet<number> = new Set([40003, 40096, 60111, 81013, 84061]);
/** Bad parameters, too long, empty. */
const CONTENT: ReadonlySet<number> = new Set([40058, 44004, 45002]);
/** 95001: over 48 hours or five messages. 95018: a person has the conversation, or it is over. (path/94677) */
const WINDOW: ReadonlySet<number> = new Set([95001, 95018]);

export function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof WecomError)) throw error;
  const note = error.message.slice(0, 300);
  const code = error.code === 0 ? error.failure : String(error.code);
  if (error.failure === 'lost') return { kind: 'unknown', code, note };
  if (error.failure === 'unreached') return { kind: 'transient', code, note };
  if (error.code === BUSY) return { kind: 'transient', code, note };
  if (THROTTLED.has(error.code)) return { kind: 'throttled', code, note, retryAfterMs: BLOCKED_MS };
  return { kind: 'rejected', scope: scopeOf(error.code), code, note };
}

/** What is not known is the settings' fault until somebody has looked: a number nobody knows must not close a customer's channel. */
function scopeOf(code: number): 'recipient' | 'content' | 'config' | 'window' {
  if (RECIPIENT.has(code)) return 'recipient';
  if (CONTENT.has(code)) return 'content';
  return WINDOW.has(code) ? 'window' : 'config';
}
