import { dateText, instant, monthsBefore } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { Appointment } from './appointments.ts';
import { bookVisit } from './bookings.ts';
import { branchOf, SHORT_OF_STAFF } from './company.ts';
import { item } from './courses.ts';
import type { Journal } from './journal.ts';
import { billFor, paymentMethod } from './money.ts';
import type { Person } from './people.ts';
import { signMemberCard, signOrtho } from './terms.ts';
import type { Branch, OrderItem } from './types.ts';

/** Writes down the visits with what led to them and what was paid. */
export function recordVisits(
  chance: Chance,
  person: Person,
  appointments: readonly Appointment[],
  journal: Journal,
  until: number,
): void {
  for (const appointment of appointments) {
    bookVisit(chance, person, appointment, journal);
    if (appointment.day < until) recordVisit(chance, person, appointment, journal, until);
  }
}

/** Minutes. */
function usualWait(branch: Branch, day: number, until: number): number {
  if (branch === SHORT_OF_STAFF.branch && day >= monthsBefore(until, SHORT_OF_STAFF.months)) return SHORT_OF_STAFF.wait;
  return branch === 'pudong' ? 15 : 9;
}

function recordVisit(chance: Chance, person: Person, appointment: Appointment, journal: Journal, until: number): void {
  const { visit, day, minute, service, dentist } = appointment;
  const wait = Math.max(
    0,
    Math.round(chance.exponential(usualWait(person.branch, day, until)) + (visit.complaint ? 25 : 0)),
  );
  const seated = minute + wait;
  const done = seated + service.minutes * (0.8 + 0.5 * chance.next());
  const branch = branchOf(person.branch).zh;
  const tooth = service.tooth === true ? visit.course.tooth : null;
  const about = { service: service.zh, dentist, branch, ...(tooth === null ? {} : { tooth }) };
  journal.note('visit_done', 'his', instant(day, done), {
    ...about,
    wait_minutes: wait,
    minutes: Math.round(done - seated),
    first: appointment.first,
  });
  settle(chance, person, appointment, journal, done);
  afterVisit(chance, person, appointment, journal, done);
}

function settle(chance: Chance, person: Person, appointment: Appointment, journal: Journal, done: number): void {
  const { visit, day, dentist } = appointment;
  if (visit.step.items.length === 0) return;
  const at = instant(day, done + 2 + 6 * chance.next());
  const card = signMemberCard(chance, person, visit, journal, day, at);
  const items: OrderItem[] = [...visit.step.items];
  if (card) items.push(card);
  if (visit.step.service !== 'retail' && chance.hits(0.06)) items.push(item(chance, 'retail', 1));
  const spent = journal.orders.reduce((sum, order) => sum + order.amount, 0);
  const hasCard = journal.contracts.some((one) => one.kind === 'member_card' && one.endsOn >= dateText(day));
  const bill = billFor(
    chance,
    items,
    { spent, hasCard, firstOrder: appointment.first && person.createdDay > day - 60 },
    day,
  );
  const group =
    visit.step.service === 'groupCleaning' ? (person.source === '抖音直播' ? '抖音团购核销' : '美团团购核销') : null;
  const order = journal.pay({ at, ...bill, dentist, payment: paymentMethod(chance, group), items, refundOf: null });
  signOrtho(person, visit, journal, day, at);
  if (group !== null)
    journal.note('voucher_redeemed', group.startsWith('抖') ? 'douyin' : 'meituan', at - 60_000, {
      platform: group.slice(0, 2),
      service: '团购洁牙',
    });
  if (order === null || bill.amount < 100 || visit.course.name === 'ortho') return;
  if (!chance.hits(visit.complaint ? 0.25 : 0.011)) return;
  const share = chance.hits(0.6) ? 1 : chance.whole(3, 8) / 10;
  const back = -Math.max(1, Math.round(bill.amount * share));
  const when = instant(day + chance.whole(1, 13), 10 * 60 + chance.next() * 8 * 60);
  journal.pay({
    at: when,
    amount: back,
    discount: null,
    dentist,
    payment: order.payment,
    items: [],
    refundOf: order.externalId,
  });
}

function afterVisit(chance: Chance, person: Person, appointment: Appointment, journal: Journal, done: number): void {
  const { visit, day, service } = appointment;
  if (visit.complaint) {
    const topic = chance.weigh([
      ['候诊时间', person.branch === 'pudong' ? 60 : 30],
      ['收费疑问', 22],
      ['疗效', 16],
      ['服务态度', 14],
      ['预约难', 10],
    ] as const);
    const at = instant(day + chance.whole(0, 2), done + 30 + 180 * chance.next());
    journal.note('complaint_filed', chance.hits(0.5) ? 'callcenter' : 'wecom', at, {
      topic,
      service: service.zh,
      severity: chance.weigh([
        ['一般', 6],
        ['严重', 3],
        ['紧急', 1],
      ] as const),
    });
    journal.note('complaint_closed', 'crm', at + (4 + 60 * chance.next()) * 3_600_000, {
      topic,
      satisfied: chance.hits(0.63),
    });
  }
  if (chance.hits(visit.complaint ? 0.35 : 0.035)) {
    const stars = visit.complaint
      ? chance.whole(1, 3)
      : chance.weigh([
          [5, 80],
          [4, 16],
          [3, 4],
        ] as const);
    journal.note('review_posted', 'dianping', instant(day + chance.whole(0, 3), 20 * 60 + 120 * chance.next()), {
      platform: '大众点评',
      stars,
      service: service.zh,
    });
  }
}
