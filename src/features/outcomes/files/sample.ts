/** Example files: small, whole, the same every time; scored as they are they give a scorecard. Pure. */
import type { FileName } from './campaign.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 2, 2);
const CUSTOMERS = 400;
const SEGMENTS = ['active', 'silent30', 'silent60', 'silent90'];
const CHANNELS = ['phone', 'sms', 'wecom'];

/** Draws that follow from the customer alone: the example is a function, not chance. */
function draw(customer: number, what: number): number {
  let a = Math.imul(customer * 31 + what + 1, 0x9e3779b1);
  a = Math.imul(a ^ (a >>> 15), 0x85ebca77);
  a = Math.imul(a ^ (a >>> 13), 0xc2b2ae3d);
  return ((a ^ (a >>> 16)) >>> 0) / 2 ** 32;
}

const idOf = (i: number) => `C${String(i + 1).padStart(4, '0')}`;
const isControl = (i: number) => draw(i, 17) < 0.3;
const entered = (i: number) => START + Math.floor(draw(i, 1) * 20) * DAY_MS;
const text = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
const everybody = Array.from({ length: CUSTOMERS }, (_, i) => i);

function customers(): string[] {
  return everybody.map((i) => {
    const before = draw(i, 2) < 0.5 ? 0 : Math.round(draw(i, 3) * 60_000) / 100;
    const segment = SEGMENTS[Math.floor(draw(i, 4) * SEGMENTS.length)];
    return `${idOf(i)},${segment},${before},${text(entered(i)).slice(0, 10)},${isControl(i) ? 'control' : 'treatment'}`;
  });
}

function orders(): string[] {
  return everybody.flatMap((i) => {
    if (draw(i, 5) > (isControl(i) ? 0.12 : 0.2)) return [];
    const amount = Math.round((80 + draw(i, 6) * 400) * 100) / 100;
    const at = entered(i) + Math.floor(draw(i, 7) * 29 * 24) * 3_600_000;
    return [`${idOf(i)},${amount},${text(at)},${draw(i, 8) < 0.04 ? 1 : 0}`];
  });
}

function tasks(): string[] {
  return everybody.flatMap((i) => {
    if (isControl(i)) return [];
    const channel = CHANNELS[Math.floor(draw(i, 9) * CHANNELS.length)];
    const reached = draw(i, 10) < 0.75;
    const responded = reached && draw(i, 11) < 0.4;
    const minutes = channel === 'phone' ? 3 + Math.round(draw(i, 12) * 50) / 10 : 1;
    const done = draw(i, 13) < 0.93 ? text(entered(i) + Math.round(draw(i, 14) * 48 * 60) * 60_000) : '';
    const staff = `S${1 + Math.floor(draw(i, 15) * 4)}`;
    return [
      [idOf(i), text(entered(i)), channel, staff, Number(reached), Number(responded), done && minutes, done].join(','),
    ];
  });
}

const config = {
  playbook: 'spring-return',
  name: '春季回访（样例）',
  holdout: 0.3,
  attribution_window_days: 30,
  gross_margin: 0.4,
  cost_per_contact: 0.5,
  setup_cost: 800,
  monthly_cost: 300,
  months: 2,
  currency: 'CNY',
};

const csv = (header: string, lines: readonly string[]) => `${[header, ...lines].join('\n')}\n`;

export function sampleOf(file: FileName): string {
  switch (file) {
    case 'customers.csv':
      return csv('customer_id,segment,pre90_spend,entered_at,arm', customers());
    case 'orders.csv':
      return csv('customer_id,amount,ts,refunded', orders());
    case 'tasks.csv':
      return csv('customer_id,due,channel,staff,reached,responded,minutes,done_at', tasks());
    case 'config.json':
      return `${JSON.stringify(config, null, 2)}\n`;
  }
}
