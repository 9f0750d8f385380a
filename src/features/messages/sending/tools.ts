/** What adapters are lent: a sealed cache that all processes share, and the address at which the provider reaches us. */
import type { Context } from '../../../kit/context.ts';
import { publicUrl } from '../../../kit/public-url.ts';
import type { ChannelTools } from '../adapter.ts';
import { ChannelKind } from '../contract-definition.ts';
import { seal, unseal } from '../accounts/seal.ts';
import * as store from './store-cache.ts';
import { readPlace, signPlace } from '../inbound/tokens.ts';

const PURPOSE = 'messages.callback';

export function callbackUrl(ctx: Context, channel: ChannelKind): string {
  return `${publicUrl(ctx.runtime)}/c/${signPlace(ctx.runtime.home, PURPOSE, `${ctx.workspace.id}.${channel}`)}`;
}

export function readCallbackToken(
  home: string,
  token: string,
): { readonly workspace: string; readonly channel: ChannelKind } | null {
  const [workspace, channel] = readPlace(home, PURPOSE, token)?.split('.') ?? [];
  const kind = ChannelKind.safeParse(channel);
  return workspace && kind.success ? { workspace, channel: kind.data } : null;
}

/** Each call is a transaction of its own: an adapter is never called inside one. */
export function toolsFor(ctx: Context, channel: ChannelKind): ChannelTools {
  const workspace = ctx.workspace.id;
  return {
    callbackUrl: callbackUrl(ctx, channel),
    within: ctx,
    cache: {
      get: async (key) => {
        // A provider's token ends in real time, whatever the workspace's own clock says.
        const sealed = await ctx.tx((tx) => store.findCached(tx, workspace, { channel, key, now: new Date() }));
        return sealed === null ? null : (unseal(ctx, channel, sealed)?.['value'] ?? null);
      },
      set: (key, value, ttlMs) =>
        ctx.tx((tx) =>
          store.saveCached(tx, workspace, {
            channel,
            key,
            sealed: seal(ctx, channel, { value }),
            expiresAt: new Date(Date.now() + ttlMs),
          }),
        ),
      drop: (key) => ctx.tx((tx) => store.dropCached(tx, workspace, channel, key)),
    },
  };
}
