/** Opaque per attempt: whoever holds it may take that customer off that channel, and nothing else. */
import { readPlace, signPlace } from './tokens.ts';

const PURPOSE = 'messages.unsubscribe';

export function makeToken(home: string, workspace: string, deliveryId: string): string {
  return signPlace(home, PURPOSE, `${workspace}.${deliveryId}`);
}

export function readToken(
  home: string,
  token: string,
): { readonly workspace: string; readonly deliveryId: string } | null {
  const [, workspace, deliveryId] =
    /^([a-z0-9_]{1,40})\.(dlv_[0-9a-f]{32})$/.exec(readPlace(home, PURPOSE, token) ?? '') ?? [];
  return workspace && deliveryId ? { workspace, deliveryId } : null;
}
