/** The site in the snippet and the visitor in her browser: signed names, so that nobody can make one up. */
import { readPlace, signPlace } from '../messages/index.ts';

const SITE = 'webchat.site';
const VISITOR = 'webchat.visitor';

export const siteToken = (home: string, workspace: string): string => signPlace(home, SITE, workspace);

export function readSite(home: string, token: string): string | null {
  const place = readPlace(home, SITE, token);
  return place !== null && /^[a-z0-9_]{1,40}$/.test(place) ? place : null;
}

export const visitorToken = (home: string, workspace: string, visitorId: string): string =>
  signPlace(home, VISITOR, `${workspace}.${visitorId}`);

/** Her id, when the token is of this workspace. */
export function readVisitor(home: string, workspace: string, token: string): string | null {
  const [, of, visitorId] = /^([a-z0-9_]{1,40})\.(vst_[0-9a-f]{32})$/.exec(readPlace(home, VISITOR, token) ?? '') ?? [];
  return of === workspace && visitorId ? visitorId : null;
}
