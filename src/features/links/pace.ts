import { type Pace, PaceKeeper } from '../../kit/http/pace.ts';

const PACES = {
  /** Codes that are none, from one address. */
  guess: { most: 30, seconds: 300 },
  /** One visitor at one link: more is no person. She is led on all the same. */
  visit: { most: 20, seconds: 300 },
  /** All visits from one address; a company's phones share one. Past it they are led on, and nothing is written. */
  address: { most: 600, seconds: 60 },
} as const satisfies Record<string, Pace>;

const keeper = new PaceKeeper(PACES);

/** Whether it is too often, this time included. In real time. */
export const tooOften = (kind: keyof typeof PACES, key: string): boolean => keeper.take(kind, key, Date.now()) > 0;
