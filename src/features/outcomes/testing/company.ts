/** Made campaigns whose truth is known: who would have bought anyway, who was reached, and what that changed. */
import type { Campaign, Contact, Participant } from '../files/campaign.ts';
import { chance } from '../../../engine/stats/testing/chance.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2025, 2, 1);

export interface CompanyPlan {
  readonly seed: number;
  readonly customers: number;
  readonly holdout: number;
  /** Relative raise of the chance to buy for whom somebody was reached. */
  readonly effect: number;
  readonly reach: number;
  /** Share of control that something reached all the same. */
  readonly contamination: number;
  /** Chance that an order is fifty times the usual. */
  readonly whales: number;
  /** Share of control rows that are lost: the ratio is broken. */
  readonly lost: number;
  /** Days over which people enter. */
  readonly days: number;
}

export interface Company {
  readonly campaign: Campaign;
  /** Expected difference per customer between the arms as assigned (intent to treat). */
  readonly truth: { readonly conversion: number; readonly revenue: number };
}

const SEGMENTS = [
  ['active', 0.4, 0.18],
  ['silent30', 0.2, 0.1],
  ['silent60', 0.15, 0.07],
  ['silent90', 0.15, 0.04],
  ['new', 0.1, 0.12],
] as const;

const USUAL = 90;
const WHALE = 50;

export function makeCompany(plan: CompanyPlan): Company {
  const draw = chance(plan.seed);
  const people: Participant[] = [];
  const contacts: Contact[] = [];
  const truth = { conversion: 0, revenue: 0 };
  const mean = USUAL * (1 - plan.whales + plan.whales * WHALE);
  for (let i = 0; i < plan.customers; i++) {
    const [segment, , base] = pick(draw());
    const keen = 0.5 + draw();
    const chanceToBuy = base * keen;
    const raise = chanceToBuy * plan.effect * (plan.reach - plan.contamination);
    truth.conversion += raise / plan.customers;
    truth.revenue += (raise * mean) / plan.customers;
    const control = draw() < plan.holdout;
    const lost = control && draw() < plan.lost;
    const reached = draw() < (control ? plan.contamination : plan.reach);
    const buys = draw() < chanceToBuy * (1 + (reached ? plan.effect : 0));
    // about the usual, from 40 % to 160 % of it
    const amount = USUAL * (draw() < plan.whales ? WHALE : 1) * (0.4 + 1.2 * draw());
    const before = draw() < 0.6 ? USUAL * keen * 3 * draw() : 0;
    const enteredAt = START + Math.floor(draw() * plan.days) * DAY_MS;
    if (lost) continue;
    const person = { segment, control, enteredAt, before, net: buys ? amount : 0, orders: buys ? 1 : 0 };
    people.push(person);
    if (!control || reached)
      contacts.push({
        person,
        channel: draw() < 0.5 ? 'sms' : 'phone',
        staff: 'S1',
        reached,
        responded: reached && draw() < 0.3,
        minutes: 4,
        took: 3_600_000 * draw() * 48,
        due: enteredAt,
      });
  }
  const config = {
    playbook: `made-${plan.seed}`,
    holdout: plan.holdout,
    attribution_window_days: 30,
    gross_margin: 0.35,
    cost_per_contact: 0.6,
    setup_cost: 15_000,
    monthly_cost: 3_000,
    months: 3,
    currency: 'CNY',
  };
  return { campaign: { config, people, contacts, others: { orders: 0, tasks: 0 } }, truth };
}

function pick(at: number): (typeof SEGMENTS)[number] {
  let sum = 0;
  for (const segment of SEGMENTS) {
    sum += segment[1];
    if (at < sum) return segment;
  }
  return SEGMENTS[0];
}
