import { attend, type Life, type Visit } from './attend.ts';
import { dateText } from './calendar.ts';
import type { ScriptLine } from './cast.ts';
import type { Chance } from './chance.ts';
import { planCourse } from './courses.ts';
import type { Person, Span } from './people.ts';
import type { Enrolment } from './types.ts';
import { drawOf } from './arm.ts';
import type { Experiment } from './wakeup.ts';

/** A life whose courses are written down, for the customers whom the guides show. Nobody's contact changes it. */
export function liveScript(
  chance: Chance,
  person: Person,
  span: Span,
  experiment: Experiment,
  script: readonly ScriptLine[],
): Life {
  const visits: Visit[] = [];
  for (const { course, ago, waits } of script)
    attend(chance, person, span, planCourse(chance, course), span.until - ago, visits, waits);
  visits.sort((a, b) => a.day - b.day);
  return { visits, enrolment: enrolmentOf(person, span, experiment, visits) };
}

function enrolmentOf(person: Person, span: Span, experiment: Experiment, visits: readonly Visit[]): Enrolment | null {
  const { plan, from } = experiment;
  const days = visits
    .filter((visit) => visit.step.items.length > 0 && visit.day < span.until)
    .map((visit) => visit.day);
  for (const [at, day] of days.entries()) {
    const entry = Math.max(from, day + plan.silentDays);
    const next = days[at + 1] ?? Number.POSITIVE_INFINITY;
    if (entry >= span.until || next < entry) continue;
    const organic = next < entry + plan.windowDays;
    const u = drawOf(`${plan.playbook}:${plan.epoch}`, person.externalId);
    return {
      customer: person.externalId,
      u,
      arm: u < plan.holdout ? 'control' : 'treatment',
      enteredOn: dateText(entry),
      silentDays: entry - day,
      organic,
      chance: organic ? 1 : 0,
    };
  }
  return null;
}
