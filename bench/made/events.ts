/** Made-up events with a fixed seed, in the order in which they happen: 90 days, four types, small properties. */
export interface BenchEvent {
  readonly source: string;
  readonly externalId: string;
  readonly type: string;
  readonly at: string;
  readonly customerNumber: number;
  readonly amount?: number;
  readonly properties: Readonly<Record<string, string | number>>;
}

const TYPES = ['page_view', 'page_view', 'page_view', 'product_view', 'product_view', 'login', 'purchase'] as const;
const START = Date.UTC(2026, 2, 1);
const SPAN = 90 * 86_400_000;

export function makeEvents(source: string, total: number, customers: number): BenchEvent[] {
  let state = 20_260_601;
  const chance = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: total }, (_, n) => {
    const type = TYPES[Math.floor(chance() * TYPES.length)] ?? 'login';
    return {
      source,
      externalId: `${source}-${n}`,
      type,
      at: new Date(START + Math.floor(((n + chance()) / total) * SPAN)).toISOString(),
      customerNumber: Math.floor(chance() * customers),
      ...(type === 'purchase' ? { amount: Math.round(chance() * 100_000) / 100 } : {}),
      properties: {
        page: `/p/${Math.floor(chance() * 500)}`,
        device: chance() < 0.7 ? 'phone' : 'desktop',
        seconds: Math.floor(chance() * 300),
      },
    };
  });
}
