import type { Chance } from './chance.ts';
import { visitMinute } from './clock-of-day.ts';
import { dentistsFor } from './company.ts';
import type { Life, Visit } from './attend.ts';
import type { Person } from './people.ts';
import { type Service, SERVICES } from './services.ts';

export interface Appointment {
  readonly visit: Visit;
  readonly day: number;
  readonly minute: number;
  readonly service: Service;
  readonly dentist: string;
  readonly first: boolean;
  /** Day of the visit before: what follows from a visit is booked at that visit or later. */
  readonly after: number;
}

/** The slot of each visit, needed before anything is written: the first one decides when a walk-in registers. */
export function appointmentsOf(chance: Chance, person: Person, life: Life): Appointment[] {
  const child = person.age < 18;
  const working = person.age >= 23 && person.age < 60 && chance.hits(0.75);
  const regular = new Map<string, string>();
  return life.visits.map((visit, at) => {
    const service = SERVICES[visit.step.service];
    const known = regular.get(service.skill);
    const dentist = known ?? chance.pick(dentistsFor(person.branch, service.skill)).name;
    regular.set(service.skill, dentist);
    const after = life.visits[at - 1]?.day ?? person.createdDay;
    const minute = visitMinute(chance, visit.day, child, working);
    return { visit, day: visit.day, minute, service, dentist, first: at === 0, after };
  });
}
