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
