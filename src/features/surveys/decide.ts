import type { Locale } from '../../engine/words.ts';

/** What a link is good for at a moment. */
export type LinkState = 'open' | 'answered' | 'expired' | 'revoked';

interface LinkTimes {
  readonly expires_at: Date;
  readonly answered_at: Date | null;
  readonly revoked_at: Date | null;
}

/** Who has answered is thanked, whatever has happened to the link since. */
export function stateOf(link: LinkTimes, now: Date): LinkState {
  if (link.answered_at) return 'answered';
  if (link.revoked_at) return 'revoked';
  return link.expires_at <= now ? 'expired' : 'open';
}

export const STATUS: Readonly<Record<LinkState, number>> = { open: 200, answered: 200, expired: 410, revoked: 410 };

const ROBOT =
  /bot\b|bots?\/|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|telegram|slack|discord|skypeuripreview|embedly|bitlybot|safelinks|proofpoint|barracuda|curl\/|wget\/|python-|go-http-client|okhttp|java\//i;

export interface Looking {
  readonly method: string;
  readonly agent: string;
  /** `Sec-Purpose` or `Purpose`: a page fetched before anybody asked for it. */
  readonly purpose: string;
}

/** Mail scanners, link previews and prefetches look at every link they see: only a person opens one. */
export function isPerson({ method, agent, purpose }: Looking): boolean {
  return method === 'GET' && agent !== '' && !ROBOT.test(agent) && !/prefetch|preview|prerender/i.test(purpose);
}

/** What was asked for, else what her phone speaks, else what the company speaks. */
export function localeFor(asked: string | undefined, accepts: string, own: Locale): Locale {
  if (asked === 'zh' || asked === 'en') return asked;
  for (const range of accepts.toLowerCase().split(',')) {
    if (/^\s*zh\b/.test(range)) return 'zh';
    if (/^\s*en\b/.test(range)) return 'en';
  }
  return own;
}
