import { addMonths, dateText, dayAt, dayOf, instant } from './calendar.ts';
import type { Chance } from './chance.ts';
import { branchOf, USERS } from './company.ts';
import type { Journal } from './journal.ts';
import type { Person, Span } from './people.ts';
import type { AttributeValue, Tag } from './types.ts';

/** The member level by what was paid within the last twelve months. */
export function levelOf(journal: Journal, until: number): string {
  const since = instant(addMonths(until, -12), 0);
  let spent = 0;
  for (const order of journal.orders) if (order.at >= since) spent += order.amount;
  const hasCard = journal.contracts.some((one) => one.kind === 'member_card' && dayOf(one.endsOn) >= until);
  if (spent >= 20_000) return '黑金';
  if (spent >= 6000) return '金卡';
  return spent >= 2000 || hasCard ? '银卡' : '普通';
}

/** The attributes known for a customer; what nobody asked stays absent. */
export function attributesOf(
  chance: Chance,
  person: Person,
  journal: Journal,
  until: number,
): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {
    branch: branchOf(person.branch).zh,
    source: person.source,
    level: levelOf(journal, until),
  };
  const dentist = favourite(journal);
  if (dentist !== null) attributes.dentist = dentist;
  if (person.allergy !== null) attributes.allergy = person.allergy;
  const note =
    person.age >= 45 && chance.hits(0.24)
      ? chance.pick(['高血压', '糖尿病', '服用抗凝药', '高血压', '心脏支架'])
      : null;
  if (note !== null) attributes.medical_note = note;
  if (chance.hits(0.55)) attributes.preferred_time = chance.weigh(person.age > 58 ? OLD_TIMES : TIMES);
  if (chance.hits(0.4)) attributes.pain_sensitive = chance.hits(0.28);
  if (journal.orders.length > 0 && chance.hits(0.7))
    attributes.caries_risk = chance.weigh([
      ['低', 5],
      ['中', 4],
      ['高', 2],
    ] as const);
  if (chance.hits(0.3))
    attributes.insurance = chance.weigh([
      ['医保', 6],
      ['商业险', 2],
      ['自费', 4],
    ] as const);
  if (person.family !== null) {
    attributes.family = person.family.family;
    attributes.family_role = { self: '本人', spouse: '配偶', child: '子女', parent: '父母' }[person.family.role];
  }
  return attributes;
}

const TIMES: readonly (readonly [string, number])[] = [
  ['工作日白天', 3],
  ['工作日晚间', 5],
  ['周末', 6],
];
const OLD_TIMES: readonly (readonly [string, number])[] = [
  ['工作日白天', 8],
  ['周末', 1],
];

function favourite(journal: Journal): string | null {
  const counts = new Map<string, number>();
  for (const order of journal.orders)
    if (order.amount > 0 && order.dentist !== null) counts.set(order.dentist, (counts.get(order.dentist) ?? 0) + 1);
  let best: string | null = null;
  for (const [name, n] of counts) if (best === null || n > (counts.get(best) ?? 0)) best = name;
  return best;
}

/** Labels with the reason an agent would read: each follows from something that stands in the journal. */
export function tagsOf(chance: Chance, person: Person, journal: Journal, interest: string | null, span: Span): Tag[] {
  const tags: Tag[] = [];
  const end = instant(span.until, 0) - 1;
  const add = (tag: string, reason: string, at: number): void => {
    tags.push({ customer: person.externalId, tag, reason, at: Math.min(end, Math.max(journal.registeredAt, at)) });
  };
  const day = (at: number): string => dateText(dayAt(at));
  const hour = 3_600_000;
  let missed = 0;
  for (const event of journal.events) {
    if (event.type === 'appointment_missed' && ++missed === 2)
      add('爽约较多', `到 ${day(event.at)} 已 2 次预约未到`, event.at + hour);
    if (event.type === 'complaint_filed' && !tags.some((one) => one.tag === '曾投诉'))
      add('曾投诉', `${day(event.at)} 投诉${String(event.properties.topic)}`, event.at);
  }
  if (person.allergy !== null) add('过敏', `建档时登记：${person.allergy}过敏`, journal.registeredAt);
  if (interest !== null && (interest === '种植' || interest === '正畸')) {
    const viewed = journal.events.find((event) => event.type === 'service_viewed' || event.type === 'form_submitted');
    if (viewed) add(`${interest}意向`, `${day(viewed.at)} 起多次查看${interest}，尚未到店`, viewed.at + 2 * hour);
  }
  const checked = journal.orders.find((order) =>
    order.items.some((one) => one.service === 'implantCheck' || one.service === 'orthoCheck'),
  );
  const started = journal.orders.some((order) =>
    order.items.some((one) => one.service === 'implant' || one.service === 'orthoStart'),
  );
  if (checked && !started) {
    const kind = checked.items.some((one) => one.service === 'implantCheck') ? '种植' : '正畸';
    add(`${kind}意向`, `${day(checked.at)} 做过${kind}检查，尚未成交`, checked.at + hour);
  }
  const total = journal.orders.reduce((sum, order) => sum + order.amount, 0);
  const last = journal.orders[journal.orders.length - 1];
  if (last && total >= 20_000) add('高价值', `累计消费 ¥${total.toLocaleString('en-US')}`, last.at + hour);
  const perio = journal.orders.find((order) => order.items.some((one) => one.service === 'deepClean'));
  if (perio) add('牙周维护', `${day(perio.at)} 做过牙周治疗，需每 3 个月维护`, perio.at + hour);
  const referrals = journal.events.filter((event) => event.type === 'referral_made');
  const second = referrals[1];
  if (second) add('转介绍达人', `已介绍 ${referrals.length} 位客户`, second.at);
  if (journal.orders.length > 0 && person.age >= 16 && chance.hits(0.04))
    add('怕疼', `初诊时${ownerName(person)}记录`, journal.registeredAt + hour);
  return dedupe(tags);
}

function ownerName(person: Person): string {
  return USERS.find((one) => one.key === person.owner)?.name ?? '';
}

function dedupe(tags: readonly Tag[]): Tag[] {
  const seen = new Set<string>();
  return tags.filter((one) => !seen.has(one.tag) && seen.add(one.tag) !== undefined);
}
