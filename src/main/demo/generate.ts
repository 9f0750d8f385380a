import { appointmentsOf } from './appointments.ts';
import { dateText, dayOf, instant, monthsBefore } from './calendar.ts';
import { chanceFrom } from './chance.ts';
import { deskMinute, screenMinute } from './clock-of-day.ts';
import { USERS } from './company.ts';
import { allowsMarketing, consentsOf } from './consents.ts';
import { recordArrival, recordBrowsing, recordEmptyAppointments, recordLead } from './contacts.ts';
import { type Journal, numbers, openJournal } from './journal.ts';
import { attributesOf, tagsOf } from './labels.ts';
import { live } from './life.ts';
import { type Person, recruit, type Span } from './people.ts';
import { statusOf } from './terms.ts';
import type { Customer, DemoOptions, Identity, Story, WakeupPlan } from './types.ts';
import { recordVisits } from './visits.ts';
import { makeExperiment, wakeupPlan } from './wakeup.ts';

/** Months of history before the month of `until`. */
const MONTHS = 20;

/** The parts of a demo that are fixed before the first customer is told. */
export interface DemoFrame {
  readonly seed: string;
  readonly count: number;
  readonly span: Span;
  readonly plan: WakeupPlan;
}

export function frameOf(options: DemoOptions): DemoFrame {
  const until = dayOf(options.until);
  return {
    seed: options.seed ?? 'anhe',
    count: options.customers ?? 6000,
    span: { start: monthsBefore(until, MONTHS), until },
    plan: wakeupPlan(options.until, options.wakeup),
  };
}

/** Tells the demo company customer by customer, in order of external id. The same options give the same stories, to the byte. */
export function* tellStories(options: DemoOptions): Generator<Story> {
  const { seed, count, span, plan } = frameOf(options);
  const people = recruit(seed, count, span);
  const brought = referralsOf(people);
  const experiment = makeExperiment(chanceFrom(`${seed}:experiment`), plan, span.until);
  const running = numbers();
  for (const person of people) {
    const chance = chanceFrom(`${seed}:life:${person.index}`);
    const friend = (person.age >= 16 && chance.hits(0.63)) || person.script !== null;
    // consents are drawn before the life, because they decide who can be contacted; a walk-in registers at the earliest at 8:40 of that day
    const consents = consentsOf(chance, person, instant(person.createdDay, 0), span, friend);
    const life = live(chance, person, span, experiment, (day) => allowsMarketing(consents, instant(day, 0)));
    const appointments = appointmentsOf(chance, person, life);
    const first = appointments[0];
    const walkIn = first !== undefined && first.day === person.createdDay;
    const minute = walkIn ? first.minute - 20 : person.digital > 0.6 ? screenMinute(chance) : deskMinute(chance);
    const journal = openJournal(person, instant(person.createdDay, minute), span, running);
    recordArrival(chance, person, journal, USERS.find((one) => one.key === person.owner)?.name ?? '', friend);
    recordVisits(chance, person, appointments, journal, span.until);
    const interest = person.persona === 'lead' ? recordLead(chance, person, journal, span) : null;
    recordBrowsing(chance, person, journal, span);
    const lastDay = life.visits[life.visits.length - 1]?.day;
    if (lastDay !== undefined) recordEmptyAppointments(chance, person, journal, lastDay, span);
    for (const other of brought.get(person.index) ?? []) {
      const at = instant(Math.max(span.start, other.createdDay - 1), screenMinute(chance));
      journal.note('referral_made', 'crm', at, { referred: other.externalId });
    }
    const settled = {
      ...journal,
      contracts: journal.contracts.map((one) => ({ ...one, status: statusOf(one, dateText(span.until), life.visits) })),
    };
    yield {
      customer: customerOf(person, settled, attributesOf(chance, person, settled, span.until)),
      identities: identitiesOf(person, journal, friend),
      family: person.family,
      tags: tagsOf(chance, person, settled, interest, span),
      consents: consents.map((line) => (line.at < journal.registeredAt ? { ...line, at: journal.registeredAt } : line)),
      orders: settled.orders.toSorted((a, b) => a.at - b.at),
      contracts: settled.contracts,
      events: settled.events.toSorted((a, b) => a.at - b.at),
      enrolment: life.enrolment,
    };
  }
}

function customerOf(person: Person, journal: Journal, attributes: Customer['attributes']): Customer {
  return {
    externalId: person.externalId,
    name: person.name,
    phone: person.phone,
    email: null,
    gender: person.gender,
    birthday: person.birthday,
    branch: person.branch,
    owner: person.owner,
    createdAt: journal.registeredAt,
    attributes,
    persona: person.persona,
  };
}

function identitiesOf(person: Person, journal: Journal, friend: boolean): Identity[] {
  const at = journal.registeredAt;
  const customer = person.externalId;
  const list: Identity[] = [];
  if (person.phone !== null) list.push({ customer, channel: 'phone', value: person.phone, at });
  if (friend) list.push({ customer, channel: 'wecom', value: `wmDEMO${customer}`, at });
  if (person.digital > 0.5) list.push({ customer, channel: 'wechat', value: `oDEMO${customer}`, at });
  return list;
}

function referralsOf(people: readonly Person[]): Map<number, Person[]> {
  const brought = new Map<number, Person[]>();
  for (const person of people) {
    if (person.referrer === null) continue;
    const list = brought.get(person.referrer);
    if (list) list.push(person);
    else brought.set(person.referrer, [person]);
  }
  return brought;
}
