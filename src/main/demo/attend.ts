import { busyness } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { Course, Step } from './courses.ts';
import type { Person, Span } from './people.ts';
import type { Enrolment } from './types.ts';

export interface Visit {
  readonly day: number;
  readonly step: Step;
  readonly course: Course;
  /** Did the customer leave the course before its end? Known on its last visit. */
  abandoned: boolean;
  readonly complaint: boolean;
}

export interface Life {
  /** Visits in order; at most the last one lies on or after the end of the history, as an appointment. */
  readonly visits: readonly Visit[];
  readonly enrolment: Enrolment | null;
}

export interface Attended {
  /** Day of the last payment; null when the history ended or nothing was paid. */
  readonly paidOn: number | null;
  readonly complaint: boolean;
}

/** Goes through a course step by step and adds its visits; `waits` fixes the days between them. */
export function attend(
  chance: Chance,
  person: Person,
  span: Span,
  course: Course,
  firstDay: number,
  visits: Visit[],
  waits: readonly number[] = [],
): Attended {
  let day = firstDay;
  let paidOn: number | null = null;
  let anyComplaint = false;
  for (const [at, step] of course.steps.entries()) {
    const fixed = waits[at - 1];
    if (at > 0) {
      if (fixed === undefined && chance.hits(step.drop ?? 0)) {
        const last = visits[visits.length - 1];
        if (last) last.abandoned = true;
        break;
      }
      day = fixed === undefined ? openDay(chance, person, day + step.wait[0], day + step.wait[1]) : day + fixed;
    }
    const crowded = busyness(day, false) > 1.3 && person.branch === 'pudong';
    const complaint = chance.hits(crowded ? 0.02 : 0.007);
    anyComplaint ||= complaint;
    visits.push({ day, step, course, abandoned: false, complaint });
    if (day >= span.until) return { paidOn: null, complaint: anyComplaint };
    if (step.items.length > 0) paidOn = day;
  }
  return { paidOn, complaint: anyComplaint };
}

/** A day in [low, high] by how busy the clinics are, the first open one after it when all are closed; `early` prefers the first days. */
export function openDay(chance: Chance, person: Person, low: number, high: number, early = false): number {
  const child = person.age < 16;
  let total = 0;
  const weights: number[] = [];
  for (let day = low; day <= high; day++) {
    const weight = busyness(day, child) * (early ? Math.exp((low - day) / 11) : 1);
    weights.push(weight);
    total += weight;
  }
  if (total === 0) {
    let day = high + 1;
    while (busyness(day, child) === 0) day++;
    return day;
  }
  let rest = chance.next() * total;
  for (const [at, weight] of weights.entries()) {
    rest -= weight;
    if (rest < 0) return low + at;
  }
  return high;
}
