/** The shop's people in the two forms that are needed: as stories that are loaded, and as lives that go on. */
import { dayAt, instant } from '../demo/calendar.ts';
import { type Chance, chanceFrom } from '../demo/chance.ts';
import { branchOf } from '../demo/company.ts';
import type { Consent, Identity, Story } from '../demo/types.ts';
import type { NewOrder } from '../../features/customers/index.ts';
import type { Deed, Life, Purchase } from './life.ts';
import { natureOf } from './nature.ts';
import { returnChance } from './rhythm.ts';
import { type Bill, billAt, type ShopPerson } from './shop.ts';
import { type Experience, experienceOf } from './trouble.ts';
import { dieFor } from './nature.ts';
import { TOPICS } from './words.ts';

const DAY = 86_400_000;

/** Share of telephone numbers that no longer work. */
const DEAD_NUMBERS = 0.05;

/** Who she is and what she bought before the first simulated day. */
export function storyOf(seed: string, { person, bills }: ShopPerson, from: number): Story {
  const { externalId, name, phone, gender, birthday, branch, owner, persona } = person;
  const chance = chanceFrom(`${seed}:story:${externalId}`);
  const friend = chance.hits(0.63);
  // some numbers are long out of date; the sandbox refuses them by their ending
  const dead = chance.hits(DEAD_NUMBERS);
  const createdAt = Math.min(instant(person.createdDay, 9 * 60), bills[0]?.at ?? Number.POSITIVE_INFINITY);
  const identities: Identity[] = [];
  if (phone !== null) identities.push({ customer: externalId, channel: 'phone', value: phone, at: createdAt });
  if (friend) identities.push({ customer: externalId, channel: 'wecom', value: `wmDEMO${externalId}`, at: createdAt });
  return {
    customer: {
      externalId,
      name,
      phone: dead && phone !== null ? `${phone.slice(0, -4)}0000` : phone,
      email: null,
      gender,
      birthday,
      branch,
      owner,
      createdAt,
      attributes: { branch: branchOf(branch).zh, source: person.source },
      persona,
    },
    identities,
    family: null,
    tags: [],
    consents: consentsOf(chance, externalId, createdAt, phone !== null, friend),
    orders: bills
      .filter(({ at }) => at < from)
      .map((bill) => ({
        customer: externalId,
        externalId: bill.externalId,
        at: bill.at,
        amount: bill.amount,
        branch,
        dentist: null,
        payment: '微信支付',
        items: [{ service: bill.goods, name: bill.goods, quantity: 1, price: bill.amount }],
        discount: null,
        refundOf: null,
      })),
    contracts: [],
    events: [],
    enrolment: null,
  };
}

/** What members agree to when they join; who takes it back does so later, by writing back. */
function consentsOf(chance: Chance, customer: string, at: number, phone: boolean, friend: boolean): Consent[] {
  const given = (purpose: Consent['purpose'], channel: Consent['channel'], p: number): Consent[] =>
    chance.hits(p) ? [{ customer, purpose, channel, granted: true, at, wording: `${purpose}-1`, how: '入会勾选' }] : [];
  return [
    ...(phone ? [...given('service', 'sms', 0.97), ...given('marketing', 'sms', 0.86)] : []),
    ...(friend ? [...given('service', 'wecom', 0.99), ...given('marketing', 'wecom', 0.92)] : []),
  ];
}

export function lifeOf(seed: string, shopper: ShopPerson, customerId: string, from: number): Life {
  const { person, rhythm, bills } = shopper;
  const { externalId } = person;
  const nature = natureOf(seed, externalId, person.age);
  const branch = branchOf(person.branch).zh;
  const purchases = bills.map(
    (bill): Purchase => ({
      at: bill.at,
      bought: bill.goods,
      experience: experienceOf(seed, externalId, bill.externalId, nature, null),
    }),
  );
  const deeds = bills.flatMap((bill, at) => {
    const experience = purchases[at]?.experience;
    return bill.at < from || !experience ? [] : deedsOf(seed, externalId, customerId, branch, bill, experience);
  });
  return {
    externalId,
    customerId,
    nature,
    purchases,
    deeds,
    unasked(at, days) {
      const last = purchases.findLast((purchase) => purchase.at < at);
      return last ? returnChance(rhythm, (at - last.at) / DAY, days) : 0;
    },
    comesBack(die, at) {
      const bill: Bill = { ...billAt(die, person, dayAt(at), 900), at };
      const experience = experienceOf(seed, externalId, bill.externalId, nature, null);
      return {
        deeds: deedsOf(seed, externalId, customerId, branch, bill, experience),
        purchase: { at, bought: bill.goods, experience },
      };
    },
  };
}

/** The order, and after a grievance perhaps a complaint. */
function deedsOf(
  seed: string,
  customer: string,
  customerId: string,
  branch: string,
  bill: Bill,
  { trouble, grade }: Experience,
): Deed[] {
  const order: NewOrder = {
    externalId: bill.externalId,
    customerId,
    at: new Date(bill.at),
    amount: bill.amount,
    status: '已支付',
    detail: { service: bill.goods, items: bill.goods, branch, payment: '微信支付' },
  };
  const deeds: Deed[] = [{ at: bill.at, order }];
  const die = dieFor(seed, customer, 'complains', bill.externalId);
  if (trouble !== null && grade === 2 && die.hits(0.2)) {
    const at = bill.at + (2 + 40 * die.next()) * 3_600_000;
    deeds.push({
      at,
      event: {
        source: 'callcenter',
        externalId: `${bill.externalId}-complaint`,
        customerId,
        type: 'complaint_filed',
        occurredAt: new Date(at),
        properties: { topic: TOPICS[trouble], service: bill.goods, severity: die.hits(0.3) ? '严重' : '一般' },
      },
    });
  }
  return deeds;
}
