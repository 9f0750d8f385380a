import type { Keys } from '../../engine/callflow/index.ts';

/** Which keys a question takes, as people read it: `1 2 3`, `0–10 #`. */
export function keysOf(keys: Keys): string {
  return keys.kind === 'number' ? `${keys.from}–${keys.to} #` : Object.keys(keys.values).join(' ');
}
