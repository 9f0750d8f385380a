import type { Context } from '../../../kit/context.ts';
import type { ChannelTools } from '../adapter.ts';

/** Tools for an adapter that is tried by itself. */
export function openTools(callbackUrl = 'https://huixiang.example/c/token'): ChannelTools {
  const kept = new Map<string, string>();
  return {
    callbackUrl,
    get within(): Context {
      throw new Error('an adapter that is tried by itself has no workspace');
    },
    cache: {
      get: async (key) => kept.get(key) ?? null,
      set: async (key, value) => void kept.set(key, value),
      drop: async (key) => void kept.delete(key),
    },
  };
}
