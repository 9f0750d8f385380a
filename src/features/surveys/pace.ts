import type { Pace } from '../../kit/http/pace.ts';

/** How often a link of ours may be used. */
export const PACES = {
  /** A draft is sent a second and a half after typing pauses. */
  draft: { most: 200, seconds: 300 },
  submit: { most: 30, seconds: 300 },
  /** Codes typed by hand, from one address. */
  code: { most: 20, seconds: 300 },
} as const satisfies Record<string, Pace>;
