import { dayAt, instant } from './calendar.ts';
import type { Chance } from './chance.ts';
import { browse, dropAppointments } from './bookings.ts';
import { screenMinute } from './clock-of-day.ts';
import { dentistsFor } from './company.ts';
import type { Journal } from './journal.ts';
import type { Person, Span } from './people.ts';

/** How the customer first came to be known, seen in her own events. */
export function recordArrival(chance: Chance, person: Person, journal: Journal, agent: string, friend: boolean): void {
  const at = journal.registeredAt;
  const minutes = (n: number): number => at + n * 60_000;
  if (person.source === '抖音直播') {
    journal.note('live_watched', 'douyin', minutes(1), {
      show: chance.pick(SHOWS),
      minutes: 3 + Math.round(chance.exponential(12)),
      clicked: chance.hits(0.7),
    });
  }
  if (person.source === '小程序')
    journal.note('page_viewed', 'miniprogram', minutes(0.5), { page: '首页', seconds: chance.whole(5, 60) });
  if (friend) journal.note('friend_added', 'wecom', minutes(2 + 20 * chance.next()), { staff: agent });
}

const SHOWS = ['爱牙日专场', '儿童护牙课堂', '隐形矫正答疑', '院长讲种植', '周末洁牙专场'];

/** Browsing without a visit in sight: less and less the longer nothing happened, and now and then out of the blue. */
export function recordBrowsing(chance: Chance, person: Person, journal: Journal, span: Span): void {
  const from = Math.max(person.createdDay, span.start);
  let day = from + chance.exponential(90 / person.digital);
  while (day < span.until) {
    const at = Math.floor(day);
    const interest = interestOf(chance, person);
    journal.note('logged_in', 'miniprogram', instant(at, screenMinute(chance)), {});
    browse(chance, person, interest, at, journal);
    day += chance.exponential((journal.orders.some((order) => dayAt(order.at) > at - 120) ? 80 : 200) / person.digital);
  }
}

function interestOf(chance: Chance, person: Person): string {
  if (person.persona === 'implant') return chance.pick(['种植', '种植', '洁牙', '种植检查']);
  if (person.persona === 'ortho') return chance.pick(['正畸', '正畸', '美白', '洁牙']);
  if (person.age < 14) return chance.pick(['儿牙涂氟', '窝沟封闭', '儿童补牙']);
  return chance.pick(['洁牙', '洁牙', '补牙', '美白', '正畸', '种植', '拔牙']);
}

/** Somebody who looks, asks and books, but has not come yet. */
export function recordLead(chance: Chance, person: Person, journal: Journal, span: Span): string {
  const from = Math.max(person.createdDay, span.start);
  const [service, skill] = chance.weigh(
    person.age > 44
      ? ([
          [['种植', 'implant'], 8],
          [['补牙', 'general'], 2],
        ] as const)
      : ([
          [['正畸', 'ortho'], 6],
          [['洁牙', 'general'], 3],
          [['美白', 'general'], 2],
          [['种植', 'implant'], 1],
        ] as const),
  );
  const dentist = chance.pick(dentistsFor(person.branch, skill)).name;
  const bursts = 1 + chance.whole(0, 3);
  for (let n = 0; n < bursts; n++) {
    const day = from + Math.floor(n === 0 ? chance.exponential(2) : chance.exponential(60));
    if (day >= span.until) continue;
    browse(chance, { ...person, digital: 2.4 }, service, day, journal);
    if (chance.hits(0.45)) {
      const form = skill === 'ortho' ? '正畸价格试算' : skill === 'implant' ? '种植价格试算' : '在线咨询';
      journal.note('form_submitted', 'miniprogram', instant(day, screenMinute(chance)), { form, service });
    }
    if (chance.hits(0.5))
      journal.note('consulted', 'wecom', instant(day, screenMinute(chance)), { topic: service, channel: '企业微信' });
    if (chance.hits(0.35)) dropAppointments(chance, person, [day + chance.whole(0, 2)], service, dentist, journal);
  }
  return service;
}

/** Those who have gone quiet sometimes book and then do not come; these appointments end no silence. */
export function recordEmptyAppointments(
  chance: Chance,
  person: Person,
  journal: Journal,
  lastDay: number,
  span: Span,
): void {
  if (!chance.hits(Math.min(0.3, person.careless * 2))) return;
  const low = lastDay + 20;
  if (low >= span.until) return;
  const day = chance.whole(low, Math.min(span.until - 1, low + 90));
  const dentist = chance.pick(dentistsFor(person.branch, 'general')).name;
  dropAppointments(chance, person, [day], person.age < 14 ? '儿牙涂氟' : '洁牙', dentist, journal);
}
