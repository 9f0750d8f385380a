import type { Chance } from './chance.ts';
import { firstCourse, laterCourse, soonCourse } from './choices.ts';
import { attend, type Life, openDay, type Visit } from './attend.ts';
import { type Course, type CourseName, laterPart, planCourse } from './courses.ts';
import type { Person, Span } from './people.ts';
import { HABITS } from './personas.ts';
import type { Enrolment } from './types.ts';
import { liveScript } from './script.ts';
import type { Experiment } from './wakeup.ts';

const SILENT = 60;

/** Walks one customer from visit to visit. `allowsMarketing(day)` says whether she could be contacted that morning. */
export function live(
  chance: Chance,
  person: Person,
  span: Span,
  experiment: Experiment,
  allowsMarketing: (day: number) => boolean,
): Life {
  if (person.script !== null) return liveScript(chance, person, span, experiment, person.script);
  const habit = HABITS[person.persona];
  const visits: Visit[] = [];
  let enrolment: Enrolment | null = null;
  let spoiled = false;

  const follow = (course: Course, firstDay: number): number | null => {
    const { paidOn, complaint } = attend(chance, person, span, course, firstDay, visits);
    if (complaint) spoiled = true;
    return paidOn;
  };

  /** The day on which the next course begins, or null when she does not come again. */
  const comesAgain = (paidOn: number): { day: number; course: CourseName } | null => {
    const lastVisit = visits[visits.length - 1]?.day ?? paidOn;
    if (chance.hits(spoiled ? habit.soon / 3 : habit.soon)) {
      const day = openDay(chance, person, Math.max(paidOn + 8, lastVisit + 1), paidOn + SILENT - 1, true);
      return { day, course: soonCourse(chance, person) };
    }
    const crossing = paidOn + SILENT;
    const unasked = chance.hits(habit.after60)
      ? openDay(chance, person, crossing, crossing + 29)
      : laterDay(crossing + 30, paidOn);
    const enters = Math.max(crossing, experiment.from);
    const isOutside = enrolment !== null || enters >= span.until || (unasked !== null && unasked < enters);
    if (isOutside || !allowsMarketing(enters))
      return unasked === null ? null : { day: unasked, course: laterCourse(chance, person) };
    const { windowDays } = experiment.plan;
    const outcome = experiment.enrol(
      person.externalId,
      enters,
      enters - paidOn,
      organicRate(habit.after60, enters - paidOn),
    );
    enrolment = outcome.enrolment;
    if (!outcome.comes) {
      const day = laterDay(enters + windowDays, paidOn);
      return day === null ? null : { day, course: laterCourse(chance, person) };
    }
    const day = openDay(chance, person, enters, enters + windowDays - 1);
    return { day, course: laterCourse(chance, person) };
  };

  const laterDay = (earliest: number, paidOn: number): number | null => {
    if (!chance.hits(spoiled ? habit.later / 2 : habit.later)) return null;
    for (let attempt = 0; attempt < 5; attempt++) {
      const gap = chance.weigh([
        [chance.normal(184, 16), habit.rhythm.half],
        [chance.normal(368, 25), habit.rhythm.year],
        [chance.whole(92, 165), Math.max(0.05, 1 - habit.rhythm.half - habit.rhythm.year)],
      ]);
      const day = Math.round(paidOn + gap);
      if (day >= earliest) return openDay(chance, person, day, day + 4);
    }
    const day = Math.round(earliest + chance.exponential(70));
    return openDay(chance, person, day, day + 6);
  };

  let next = person.persona === 'lead' ? null : begin(chance, person, span);
  while (next !== null && next.day < span.until + 15) {
    const paidOn = follow(next.course, next.day);
    if (paidOn === null) break;
    const again = comesAgain(paidOn);
    next = again === null ? null : { day: again.day, course: planCourse(chance, again.course) };
  }
  return { visits, enrolment };
}

/** Chance to come within 30 days unasked, by the length of the silence: half-yearly and yearly customers come when it is their time. */
function organicRate(after60: number, silentDays: number): number {
  if (silentDays < 90) return after60;
  if (silentDays < 150) return after60 * 0.85;
  if (silentDays < 215) return after60 * 1.15;
  return after60 * (silentDays >= 335 && silentDays < 400 ? 0.85 : 0.55);
}

function begin(chance: Chance, person: Person, span: Span): { day: number; course: Course } | null {
  if (person.createdDay >= span.start) {
    const wait = chance.hits(0.36) ? 0 : 1 + Math.floor(chance.exponential(4));
    const day = openDay(chance, person, person.createdDay + wait, person.createdDay + wait + 2);
    return { day, course: planCourse(chance, firstCourse(chance, person)) };
  }
  // known before: some are under treatment, most come at their half-yearly time, the rest have gone
  if (person.persona === 'ortho' && chance.hits(0.6)) {
    const course = planCourse(chance, 'ortho');
    const most = Math.min(course.steps.length - 2, Math.floor((span.start - person.createdDay) / 31));
    if (most >= 2)
      return {
        day: openDay(chance, person, span.start, span.start + 32),
        course: laterPart(course, chance.whole(2, most)),
      };
  }
  const returns = chance.weigh([
    ['soon', 0.6],
    ['late', 0.12],
    ['never', person.persona === 'once' ? 0.7 : 0.2],
  ] as const);
  if (returns === 'never') return null;
  const length = returns === 'soon' ? 200 : span.until - span.start - 1;
  const day = openDay(chance, person, span.start + chance.whole(0, length), span.start + length + 3);
  return {
    day,
    course: planCourse(chance, chance.hits(0.5) ? laterCourse(chance, person) : firstCourse(chance, person)),
  };
}
