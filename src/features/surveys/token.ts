/**
 * What stands in the address of a personal page: the workspace, the link's id and a signature, 40 letters for workspace `main`. It says nothing
 * about the customer, and nobody can make one without the installation's key.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { installationKey } from '../access/index.ts';

export interface LinkRef {
  readonly workspace: string;
  readonly linkId: string;
}

const PREFIX = 'lnk_';
const ID_BYTES = 16;
/** 80 bits: one guess in 10^24 is right. */
const MAC_BYTES = 10;
const LONGEST = 100;

/** Made once per process: deriving it costs as much as the rest of a visit's checks. */
const keys = new Map<string, Buffer>();

function sign(home: string, body: Buffer): Buffer {
  const key = keys.get(home) ?? installationKey(home, 'surveys.link');
  keys.set(home, key);
  return createHmac('sha256', key).update(body).digest().subarray(0, MAC_BYTES);
}

export function makeToken(home: string, { workspace, linkId }: LinkRef): string {
  const id = Buffer.from(linkId.slice(PREFIX.length), 'hex');
  if (id.length !== ID_BYTES) throw new Error(`not the id of a link: ${linkId}`);
  const body = Buffer.concat([id, Buffer.from(workspace, 'latin1')]);
  return Buffer.concat([sign(home, body), body]).toString('base64url');
}

/** null: not one of ours. */
export function readToken(home: string, token: string): LinkRef | null {
  if (!/^[\w-]{36,100}$/.test(token) || token.length > LONGEST) return null;
  const bytes = Buffer.from(token, 'base64url');
  // The last letter has bits that mean nothing: only one way of writing a token is right.
  if (bytes.toString('base64url') !== token) return null;
  const body = bytes.subarray(MAC_BYTES);
  if (body.length <= ID_BYTES || !timingSafeEqual(sign(home, body), bytes.subarray(0, MAC_BYTES))) return null;
  return {
    linkId: PREFIX + body.subarray(0, ID_BYTES).toString('hex'),
    workspace: body.subarray(ID_BYTES).toString('latin1'),
  };
}
