import type { Persona } from './types.ts';

/** How a kind of customer behaves between two courses of treatment. Shares are probabilities. */
export interface Habit {
  /** Share of all customers. */
  readonly share: number;
  readonly female: number;
  /** Age groups [from, to, weight] at the end of the history. */
  readonly ages: readonly (readonly [from: number, to: number, weight: number])[];
  /** Comes again before 60 silent days are over. */
  readonly soon: number;
  /** Having been silent for 60 days, comes within the next 30 unasked. */
  readonly after60: number;
  /** Silent even longer, comes back at some time. */
  readonly later: number;
  /** When those come: half-yearly, yearly, or in between. */
  readonly rhythm: { readonly half: number; readonly year: number };
}

export const HABITS: Readonly<Record<Persona, Habit>> = {
  care: habit(
    0.37,
    0.58,
    [
      [22, 30, 3],
      [30, 42, 5],
      [42, 60, 3],
      [60, 74, 1],
    ],
    0.36,
    0.2,
    0.66,
    { half: 0.62, year: 0.16 },
  ),
  once: habit(
    0.2,
    0.6,
    [
      [19, 26, 4],
      [26, 35, 5],
      [35, 48, 1],
    ],
    0.14,
    0.14,
    0.16,
    { half: 0.4, year: 0.3 },
  ),
  child: habit(
    0.14,
    0.49,
    [
      [3, 6, 4],
      [6, 9, 5],
      [9, 13, 2],
    ],
    0.36,
    0.22,
    0.7,
    { half: 0.66, year: 0.08 },
  ),
  ortho: habit(
    0.07,
    0.66,
    [
      [10, 17, 6],
      [18, 26, 4],
      [26, 37, 2],
    ],
    0.3,
    0.2,
    0.4,
    { half: 0.5, year: 0.3 },
  ),
  implant: habit(
    0.06,
    0.47,
    [
      [36, 50, 3],
      [50, 65, 6],
      [65, 79, 3],
    ],
    0.28,
    0.19,
    0.42,
    { half: 0.5, year: 0.3 },
  ),
  restore: habit(
    0.11,
    0.52,
    [
      [23, 35, 4],
      [35, 50, 4],
      [50, 70, 2],
    ],
    0.38,
    0.2,
    0.46,
    { half: 0.4, year: 0.2 },
  ),
  lead: habit(
    0.05,
    0.62,
    [
      [19, 28, 4],
      [28, 45, 4],
      [45, 66, 2],
    ],
    0,
    0,
    0,
    { half: 0, year: 0 },
  ),
};

export const PERSONAS = Object.keys(HABITS) as readonly Persona[];

function habit(
  share: number,
  female: number,
  ages: Habit['ages'],
  soon: number,
  after60: number,
  later: number,
  rhythm: Habit['rhythm'],
): Habit {
  return { share, female, ages, soon, after60, later, rhythm };
}
