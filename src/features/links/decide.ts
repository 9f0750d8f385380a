/** What a link is good for, and whether a visit counts. Pure. */
import type { NoPerson } from '../../engine/visitor/index.ts';

interface LinkTimes {
  readonly expires_at: Date | null;
  readonly archived_at: Date | null;
}

export type LinkState = 'open' | 'expired' | 'archived';

export function stateOf(link: LinkTimes, now: Date): LinkState {
  if (link.archived_at) return 'archived';
  return link.expires_at !== null && link.expires_at <= now ? 'expired' : 'open';
}

/** `hasty`: sooner than a person can read; `often`: more than one person touches. */
export type Bot = NoPerson | 'hasty' | 'often';

export interface Look {
  readonly noPerson: NoPerson | null;
  readonly often: boolean;
  readonly looked: Date;
  readonly machinesUntil: Date | null;
}

/** null: a person, as far as can be told. */
export function whyNotCounted({ noPerson, often, looked, machinesUntil }: Look): Bot | null {
  if (noPerson) return noPerson;
  if (machinesUntil !== null && looked < machinesUntil) return 'hasty';
  return often ? 'often' : null;
}

/** Where a link leads, as it is shown and told: without what follows a question mark, and without the key to somebody's own page. */
export function placeOf(target: string): string {
  const { host, pathname } = new URL(target);
  const plain = /^\/(s|u|l)\//.test(pathname) ? pathname.replace(/^(\/\w\/).*$/, '$1…') : pathname;
  return `${host}${plain === '/' ? '' : plain}`.slice(0, 120);
}
