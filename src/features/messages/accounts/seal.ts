/** Secrets of channel accounts, encrypted at rest. Bound to the workspace and channel: a row copied elsewhere does not open. */
import type { Context } from '../../../kit/context.ts';
import { seal as sealText, unseal as unsealText } from '../../access/index.ts';

export type Secrets = Readonly<Record<string, string>>;

const purposeOf = (ctx: Context, channel: string): string => `channel ${ctx.workspace.id}/${channel}`;

export function seal(ctx: Context, channel: string, secrets: Secrets): string {
  return sealText(ctx.runtime, purposeOf(ctx, channel), JSON.stringify(secrets));
}

/** null when it was sealed by another installation (a restored backup): the secrets have to be entered again. */
export function unseal(ctx: Context, channel: string, sealed: string): Secrets | null {
  const text = unsealText(ctx.runtime, purposeOf(ctx, channel), sealed);
  return text === null ? null : (JSON.parse(text) as Secrets);
}
