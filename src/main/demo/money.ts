import type { Chance } from './chance.ts';
import { monthOf } from './calendar.ts';
import { type ServiceKey, SERVICES } from './services.ts';
import type { OrderItem } from './types.ts';

export interface Bill {
  readonly amount: number;
  readonly discount: string | null;
}

export interface Standing {
  /** Yuan paid so far. */
  readonly spent: number;
  readonly hasCard: boolean;
  readonly firstOrder: boolean;
}

/** What the cashier asks for: the best one of the reductions that apply, whole yuan. */
export function billFor(chance: Chance, items: readonly OrderItem[], standing: Standing, day: number): Bill {
  const list = items.reduce((sum, item) => sum + item.price, 0);
  const offers = offersFor(chance, standing, day);
  let amount = list;
  let discount: string | null = null;
  for (const [name, factor] of offers) {
    const asked = items.reduce(
      (sum, item) => sum + (isReducible(item.service) ? Math.round(item.price * factor) : item.price),
      0,
    );
    if (asked < amount) {
      amount = asked;
      discount = name;
    }
  }
  return { amount, discount };
}

function offersFor(chance: Chance, standing: Standing, day: number): (readonly [string, number])[] {
  const { month, date } = monthOf(day);
  const offers: (readonly [string, number])[] = [];
  if (standing.hasCard) offers.push(['会员卡 8 折', 0.8]);
  if (standing.spent >= 20_000) offers.push(['黑金会员 9 折', 0.9]);
  else if (standing.spent >= 6000) offers.push(['金卡会员 95 折', 0.95]);
  if (standing.firstOrder && chance.hits(0.4)) offers.push(['新客 85 折', 0.85]);
  if (month === 11 && date >= 8 && date <= 12) offers.push(['双 11 八五折', 0.85]);
  if (month === 6 && date >= 15 && date <= 18) offers.push(['618 八八折', 0.88]);
  if (month === 9 && date >= 18 && date <= 22) offers.push(['爱牙日 9 折', 0.9]);
  return offers;
}

function isReducible(service: string): boolean {
  return service in SERVICES && SERVICES[service as ServiceKey].reducible;
}

export function paymentMethod(chance: Chance, group: string | null): string {
  if (group !== null) return group;
  return chance.weigh([
    ['微信支付', 52],
    ['支付宝', 24],
    ['银行卡', 9],
    ['医保个账', 6],
    ['储值', 3],
    ['现金', 3],
  ] as const);
}
