import type { Words } from '../engine/words.ts';
import type { Runtime } from './runtime.ts';

/** What the console draws itself from: features, permissions, events, errors and every plug-in with its words and settings. */
export interface Catalog {
  readonly features: readonly { name: string; words: Words }[];
  readonly permissions: readonly { name: string; words: Words; feature: string }[];
  readonly events: readonly { name: string; words: Words; feature: string }[];
  readonly errors: Readonly<Record<string, { status: number; words: Words }>>;
  readonly plugins: Readonly<Record<string, unknown>>;
}

export function catalogOf(runtime: Runtime): Catalog {
  const { features } = runtime;
  return {
    features: features.map(({ name, words }) => ({ name, words })),
    permissions: features.flatMap(({ name, permissions = [] }) =>
      permissions.map((permission) => ({ ...permission, feature: name })),
    ),
    events: features.flatMap(({ name, events = [] }) =>
      events.map((event) => ({ name: event.name, words: event.words, feature: name })),
    ),
    errors: Object.fromEntries([...runtime.errors].map(([code, { status, words }]) => [code, { status, words }])),
    plugins: Object.assign({}, ...features.map((feature) => feature.catalog?.() ?? {})) as Record<string, unknown>,
  };
}
