/** Secrets of channel accounts, encrypted at rest with a key of the installation (AES-256-GCM). */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Context } from '../../kit/context.ts';
import { installationKey } from '../access/index.ts';

export type Secrets = Readonly<Record<string, string>>;

const keyOf = (ctx: Context): Buffer => installationKey(ctx.runtime.home, 'messages.channel_account');

/** Bound to the workspace and channel: a row copied elsewhere does not open. */
const placeOf = (ctx: Context, channel: string): Buffer => Buffer.from(`${ctx.workspace.id}/${channel}`);

export function seal(ctx: Context, channel: string, secrets: Secrets): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(ctx), iv);
  cipher.setAAD(placeOf(ctx, channel));
  const text = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
}

/** null when it was sealed by another installation (a restored backup): the secrets have to be entered again. */
export function unseal(ctx: Context, channel: string, sealed: string): Secrets | null {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(ctx), bytes.subarray(0, 12));
    decipher.setAAD(placeOf(ctx, channel));
    decipher.setAuthTag(bytes.subarray(12, 28));
    const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    return JSON.parse(text) as Secrets;
  } catch {
    return null;
  }
}
