/** The demo's customers as the simulation sees them: their stories as deeds, and the visit that only a contact brings. */
import { type Deed, type Life, type Purchase } from '../simulate/life.ts';
import { natureOf } from '../simulate/nature.ts';
import { type Experience, experienceOf, type Trouble } from '../simulate/trouble.ts';
import { TOPICS } from '../simulate/words.ts';
import { dateText, dayAt } from './calendar.ts';
import { branchOf } from './company.ts';
import { newOrder, outsideEvent } from './event-rows.ts';
import { HABITS } from './personas.ts';
import type { Happening, Order, Story } from './types.ts';

const DAY = 86_400_000;

/** Deeds are what happens from the instant `from` on; purchases are all there are. */
export function lifeOfStory(seed: string, story: Story, customerId: string, from: number): Life {
  const { customer, orders, events, enrolment } = story;
  const { externalId } = customer;
  const age = Math.floor((from - Date.parse(customer.birthday)) / (365.25 * DAY));
  const nature = natureOf(seed, externalId, age);
  const paid = orders.filter(({ amount }) => amount > 0);
  const purchases = paid.map(
    (order): Purchase => ({
      at: order.at,
      bought: boughtIn(order),
      experience: experienced(seed, order, events, nature),
    }),
  );
  // within 30 days; a lead has bought nothing yet and comes rarely
  const chance = enrolment?.chance ?? Math.max(0.05, HABITS[customer.persona].after60);
  return {
    externalId,
    customerId,
    nature,
    purchases,
    deeds: [
      ...orders
        .filter(({ at }) => at >= from)
        .map((order): Deed => ({ at: order.at, order: newOrder(order, customerId) })),
      ...events
        .filter(({ at }) => at >= from)
        .map((event): Deed => ({ at: event.at, event: outsideEvent(event, customerId) })),
    ],
    unasked: (_at, days) => 1 - (1 - chance) ** (days / 30),
    comesBack: (die, at) => {
      const order = cleaningFor(story, at, die.pick([198, 268, 368, 398]));
      return {
        deeds: visitOf(order, customerId, die.whole(2, 25), die.whole(28, 45)),
        purchase: {
          at,
          bought: boughtIn(order),
          experience: experienceOf(seed, externalId, order.externalId, nature, null),
        },
      };
    },
  };
}

function boughtIn({ items }: Order): string {
  const name = items[0]?.name ?? '';
  return name.startsWith('正畸') ? '正畸' : name;
}

/** A complaint within days says what it was; else how long she waited, else the dice. */
function experienced(seed: string, order: Order, events: readonly Happening[], nature: Life['nature']): Experience {
  const complaint = events.find(
    ({ type, at }) => type === 'complaint_filed' && at >= order.at - DAY && at < order.at + 4 * DAY,
  );
  if (complaint) return { trouble: troubleOf(String(complaint.properties['topic'])), grade: 2 };
  const visit = events.find(({ type, at }) => type === 'visit_done' && dayAt(at) === dayAt(order.at));
  const waited = Number(visit?.properties['wait_minutes'] ?? Number.NaN);
  return experienceOf(seed, order.customer, order.externalId, nature, Number.isNaN(waited) ? null : waited);
}

function troubleOf(topic: string): Trouble {
  const found = Object.entries(TOPICS).find(([, words]) => words === topic);
  return (found?.[0] as Trouble | undefined) ?? 'other';
}

function cleaningFor({ customer }: Story, at: number, price: number): Order {
  const { externalId, branch, attributes } = customer;
  const day = dateText(dayAt(at)).replaceAll('-', '');
  return {
    customer: externalId,
    externalId: `${branchOf(branch).code}${day}-${externalId.slice(2)}`,
    at,
    amount: price,
    branch,
    dentist: typeof attributes['dentist'] === 'string' ? attributes['dentist'] : null,
    payment: '微信支付',
    items: [{ service: 'cleaning', name: '洁牙', quantity: 1, price }],
    discount: null,
    refundOf: null,
  };
}

function visitOf(order: Order, customerId: string, waited: number, minutes: number): Deed[] {
  const seen = order.at - 4 * 60_000;
  const event: Happening = {
    customer: order.customer,
    source: 'his',
    externalId: `${order.externalId}-visit`,
    type: 'visit_done',
    at: seen,
    amount: null,
    properties: {
      service: '洁牙',
      branch: branchOf(order.branch).zh,
      ...(order.dentist === null ? {} : { dentist: order.dentist }),
      wait_minutes: waited,
      minutes,
      first: false,
    },
  };
  return [
    { at: seen, event: outsideEvent(event, customerId) },
    { at: order.at, order: newOrder(order, customerId) },
  ];
}
