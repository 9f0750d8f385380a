import { addMonths, dateText, dayOf } from './calendar.ts';
import type { Chance } from './chance.ts';
import { item } from './courses.ts';
import type { Journal } from './journal.ts';
import type { Visit } from './attend.ts';
import type { Person } from './people.ts';
import type { Contract, OrderItem } from './types.ts';

/** Some buy or renew the yearly member card at the cashier; returns the line for the bill. */
export function signMemberCard(
  chance: Chance,
  person: Person,
  visit: Visit,
  journal: Journal,
  day: number,
  at: number,
): OrderItem | null {
  if (person.persona !== 'care' && person.persona !== 'child' && person.persona !== 'restore') return null;
  if (visit.step.service === 'groupCleaning') return null;
  const before = journal.contracts.findLast((one) => one.kind === 'member_card');
  if (before && dayOf(before.endsOn) > day + 45) return null;
  if (!chance.hits(before ? 0.55 : 0.06)) return null;
  const line = item(chance, 'memberCard', 1);
  const starts = before && dayOf(before.endsOn) >= day ? dayOf(before.endsOn) + 1 : day;
  journal.sign({
    kind: 'member_card',
    name: line.name,
    signedAt: at,
    startsOn: dateText(starts),
    endsOn: dateText(addMonths(starts, 12) - 1),
    amount: line.price,
    status: 'active',
    renewalOf: before?.externalId ?? null,
  });
  return line;
}

/** The contract over the instalments of orthodontics begins with the first one; who was under treatment before the history signed it then. */
export function signOrtho(person: Person, visit: Visit, journal: Journal, day: number, at: number): void {
  const { contract } = visit.course;
  if (!contract) return;
  if (journal.contracts.some((one) => one.kind === 'ortho_instalment')) return;
  if (contract.paidBefore === 0 && visit.step.service !== 'orthoStart') return;
  const starts = contract.paidBefore === 0 ? day : Math.max(person.createdDay, addMonths(day, -contract.paidBefore));
  journal.sign({
    kind: 'ortho_instalment',
    name: contract.name,
    signedAt: contract.paidBefore === 0 ? at : Math.max(journal.registeredAt, at - (day - starts) * 86_400_000),
    startsOn: dateText(starts),
    endsOn: dateText(addMonths(starts, contract.months) - 1),
    amount: contract.total,
    status: 'active',
    renewalOf: null,
  });
}

/** The state of a contract on the last day of the history. */
export function statusOf(contract: Contract, until: string, visits: readonly Visit[]): Contract['status'] {
  const left =
    contract.kind === 'ortho_instalment' && visits.some((visit) => visit.abandoned && visit.course.name === 'ortho');
  if (left) return 'terminated';
  return contract.endsOn < until ? 'ended' : 'active';
}
