/**
 * Made-up events with a fixed seed, in the order in which they happen over 90 days: customers come for visits of 1 to 11 steps (pages,
 * products, a log-in, now and then a purchase), about forty of them at a time.
 */
export interface BenchEvent {
  readonly source: string;
  readonly externalId: string;
  readonly type: string;
  readonly at: string;
  readonly customerNumber: number;
  readonly amount?: number;
  readonly properties: Readonly<Record<string, string | number>>;
}

const STEPS = ['page_view', 'page_view', 'product_view', 'product_view', 'login', 'page_view', 'purchase'] as const;
const START = Date.UTC(2026, 2, 1);
const SPAN = 90 * 86_400_000;
const AT_A_TIME = 40;

export function makeEvents(source: string, total: number, customers: number): BenchEvent[] {
  let state = 20_260_601;
  const chance = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const arrive = () => ({
    customerNumber: Math.floor(chance() * customers),
    device: chance() < 0.7 ? 'phone' : 'desktop',
    left: 1 + Math.floor(chance() * 11),
  });
  const visits = Array.from({ length: AT_A_TIME }, arrive);
  return Array.from({ length: total }, (_, n) => {
    const place = Math.floor(chance() * AT_A_TIME);
    let visit = visits[place]!;
    if (visit.left === 0) {
      visit = arrive();
      visits[place] = visit;
    }
    visit.left -= 1;
    const type = STEPS[Math.floor(chance() * STEPS.length)] ?? 'page_view';
    return {
      source,
      externalId: `${source}-${n}`,
      type,
      at: new Date(START + Math.floor(((n + chance()) / total) * SPAN)).toISOString(),
      customerNumber: visit.customerNumber,
      ...(type === 'purchase' ? { amount: Math.round(chance() * 100_000) / 100 } : {}),
      properties: {
        page: `/p/${Math.floor(chance() * 500)}`,
        device: visit.device,
        seconds: Math.floor(chance() * 300),
      },
    };
  });
}
