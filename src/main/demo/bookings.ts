import { busyness, dateText, instant } from './calendar.ts';
import type { Chance } from './chance.ts';
import { deskMinute, screenMinute } from './clock-of-day.ts';
import { branchOf } from './company.ts';
import type { Journal } from './journal.ts';
import type { Person } from './people.ts';
import type { Appointment } from './appointments.ts';

/** What leads to a visit: looking around, asking, booking, perhaps an appointment that was missed or moved. */
export function bookVisit(chance: Chance, person: Person, appointment: Appointment, journal: Journal): void {
  const { day, service, dentist, first } = appointment;
  const course = appointment.visit.course;
  const bookedDay = Math.max(
    person.createdDay,
    appointment.after,
    day - Math.floor(chance.exponential(course.steps.length > 1 && !first ? 12 : 3)),
  );
  const walkIn = first ? bookedDay <= person.createdDay && day === person.createdDay : chance.hits(0.07);
  if (walkIn) return;
  const about = { service: service.zh, dentist, branch: branchOf(person.branch).zh };
  const [channel, source] = channelOf(chance, person);
  if (person.digital > 0.3) browse(chance, person, service.zh, bookedDay, journal);
  if (chance.hits(first ? 0.16 : 0.05)) {
    journal.note('consulted', 'wecom', instant(bookedDay, deskMinute(chance)), {
      topic: service.zh,
      channel: '企业微信',
    });
  }
  const latest = bookedDay === day ? appointment.minute - 30 : 22 * 60;
  const minute = Math.min(
    latest,
    source === 'miniprogram' || source === 'meituan' ? screenMinute(chance) : deskMinute(chance),
  );
  // nobody books before she is known
  const bookedAt = Math.max(instant(bookedDay, minute), journal.registeredAt + 4 * 60_000);
  const book = (at: number, forDay: number, forMinute: number): void =>
    journal.note('appointment_booked', source, at, { ...about, channel, scheduled_at: clockText(forDay, forMinute) });

  // an earlier appointment that came to nothing; the visit itself is its second try
  const missedDay = day - chance.whole(1, 6);
  const hasEarlier = missedDay > bookedDay && busyness(missedDay, false) > 0;
  const slot = 600 + chance.whole(0, 54) * 10;
  if (hasEarlier && chance.hits(person.careless * 2.2)) {
    book(bookedAt, missedDay, slot);
    journal.note('appointment_missed', 'his', instant(missedDay, slot + 30), about);
    const again = instant(missedDay, slot + 60 + 300 * chance.next());
    book(Math.min(again, instant(day, appointment.minute - 60)), day, appointment.minute);
  } else if (hasEarlier && chance.hits(0.05)) {
    book(bookedAt, missedDay, slot);
    const moved = instant(missedDay - 1, screenMinute(chance));
    journal.note('appointment_cancelled', source, Math.max(moved, bookedAt + 5 * 60_000), { ...about, reason: '改期' });
    book(Math.max(moved, bookedAt + 5 * 60_000) + 120_000, day, appointment.minute);
  } else {
    book(bookedAt, day, appointment.minute);
  }
}

/** Appointments that did not lead to a visit: missed or cancelled, and then nothing. */
export function dropAppointments(
  chance: Chance,
  person: Person,
  days: readonly number[],
  service: string,
  dentist: string,
  journal: Journal,
): void {
  for (const day of days) {
    const [channel, source] = channelOf(chance, person);
    const at = instant(day, source === 'his' ? deskMinute(chance) : screenMinute(chance));
    const slotDay = day + chance.whole(1, 6);
    const about = { service, dentist, branch: branchOf(person.branch).zh };
    const slot = 600 + chance.whole(0, 54) * 10;
    journal.note('appointment_booked', source, at, { ...about, channel, scheduled_at: clockText(slotDay, slot) });
    if (chance.hits(0.55)) journal.note('appointment_missed', 'his', instant(slotDay, slot + 30), about);
    else
      journal.note('appointment_cancelled', source, instant(slotDay - 1, screenMinute(chance)), {
        ...about,
        reason: '不来了',
      });
  }
}

export function browse(chance: Chance, person: Person, service: string, day: number, journal: Journal): void {
  const views = Math.min(9, Math.floor(chance.exponential(person.digital * 1.1)));
  for (let n = 0; n < views; n++) {
    const at = instant(day - chance.whole(0, 5), screenMinute(chance));
    const source = chance.hits(0.8) ? 'miniprogram' : 'web';
    if (chance.hits(0.55))
      journal.note('service_viewed', source, at, { service, seconds: 8 + Math.round(chance.exponential(50)) });
    else
      journal.note('page_viewed', source, at, {
        page: chance.pick(PAGES),
        seconds: 4 + Math.round(chance.exponential(25)),
      });
  }
}

const PAGES = ['首页', '医生介绍', '价格', '门店', '预约', '活动', '我的'];

function channelOf(chance: Chance, person: Person): readonly [channel: string, source: string] {
  if (person.digital > 0.5 && chance.hits(0.55)) return ['小程序', 'miniprogram'];
  return chance.weigh([
    [['电话', 'callcenter'] as const, 44],
    [['企业微信', 'wecom'] as const, 28],
    [['前台', 'his'] as const, 18],
    [['美团', 'meituan'] as const, person.source === '美团' ? 40 : 4],
  ]);
}

/** As the clinic writes it, local time: 2026-11-28 14:00. */
function clockText(day: number, minute: number): string {
  const hours = String(Math.floor(minute / 60)).padStart(2, '0');
  return `${dateText(day)} ${hours}:${String(minute % 60).padStart(2, '0')}`;
}
