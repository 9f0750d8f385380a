/** Opaque per attempt: whoever holds it may take that customer off that channel, and nothing else. No row is needed to know it. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { installationKey } from '../access/index.ts';

const mac = (home: string, place: string): string =>
  createHmac('sha256', installationKey(home, 'messages.unsubscribe')).update(place).digest('base64url').slice(0, 22);

export function makeToken(home: string, workspace: string, deliveryId: string): string {
  return `${workspace}.${deliveryId}.${mac(home, `${workspace}.${deliveryId}`)}`;
}

export function readToken(
  home: string,
  token: string,
): { readonly workspace: string; readonly deliveryId: string } | null {
  const match = /^([a-z0-9_]{1,40})\.(dlv_[0-9a-f]{32})\.([\w-]{22})$/.exec(token);
  const [, workspace, deliveryId, given] = match ?? [];
  if (!workspace || !deliveryId || !given) return null;
  const right = Buffer.from(mac(home, `${workspace}.${deliveryId}`));
  const found = Buffer.from(given);
  return right.length === found.length && timingSafeEqual(right, found) ? { workspace, deliveryId } : null;
}
