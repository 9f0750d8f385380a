/** What engines are lent: where the provider reaches a call, and what it calls it. */
import type { Context } from '../../kit/context.ts';
import { publicUrl } from '../../kit/public-url.ts';
import { readPlace, signPlace } from '../messages/index.ts';
import type { EngineTools } from './engine.ts';
import * as store from './store-provider.ts';

const PURPOSE = 'calls.callback';
/** As recordings are numbered: 0 is the whole call. */
const WHOLE = 0;

export function callbackOf(ctx: Context, call: string): string {
  return `${publicUrl(ctx.runtime)}/voice-call/${signPlace(ctx.runtime.home, PURPOSE, `${ctx.workspace.id}.${call}`)}`;
}

export function readCallPlace(
  home: string,
  place: string,
): { readonly workspace: string; readonly call: string } | null {
  const [workspace, call] = readPlace(home, PURPOSE, place)?.split('.') ?? [];
  return workspace && call ? { workspace, call } : null;
}

/** `context` anew each time: the time of the workspace moves on. */
export function engineTools(ctx: Context, context: () => Promise<Context>): EngineTools {
  const found = async (call: string) => {
    const now = await context();
    return now.tx((tx) => store.findProvider(tx, now.workspace.id, call));
  };
  return {
    callbackUrl: (call) => callbackOf(ctx, call),
    providerIdOf: async (call) => (await found(call))?.provider_id ?? null,
    async keepProviderId(call, id) {
      const now = await context();
      await now.tx((tx) => store.keepProviderId(tx, now.workspace.id, call, id));
    },
    recordingIdOf: async (call, record) => (await found(call))?.recordings[String(record ?? WHOLE)] ?? null,
  };
}
