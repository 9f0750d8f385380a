/** Four files in, one scorecard out; what is wrong with them is said by file, row and column. */
import { describe, expect, test } from 'vitest';
import { readShared, relativeError } from '../../../../test/shared.ts';
import { Problem } from '../../../kit/errors.ts';
import { type CampaignFiles, FILES } from './campaign.ts';
import { scoreFiles } from './score.ts';

const config = {
  playbook: 'autumn',
  holdout: 0.5,
  attribution_window_days: 30,
  gross_margin: 0.35,
  cost_per_contact: 0.6,
  setup_cost: 100,
  monthly_cost: 10,
  months: 2,
  currency: 'CNY',
};
const good = {
  'config.json': JSON.stringify(config),
  'customers.csv': [
    '\uFEFFcustomer_id,segment,pre90_spend,entered_at,arm',
    'a,silent30,10,2025-03-01,treatment',
    'b,silent30,0,2025-03-01,control',
    'c,active,5.5,2025-03-02,treatment',
    '"d,1",active,0,2025-03-02 10:00:00,control',
  ].join('\r\n'),
  'orders.csv': [
    'customer_id,amount,ts,refunded',
    'a,100,2025-03-01 00:00:00,0',
    'a,50,2025-03-31 00:00:00,0',
    'b,70,2025-03-30 23:59:59,0',
    'c,80,2025-03-05 09:00:00,1',
    '"d,1",30,2025-03-02 09:59:59,0',
    'z,1000,2025-03-05,0',
  ].join('\n'),
  'tasks.csv': [
    'customer_id,due,channel,staff,reached,responded,minutes,done_at',
    'a,2025-03-01,sms,S1,1,1,3.5,2025-03-01 03:10:48.000000000',
    'c,2025-03-02,phone,S1,0,0,,',
    'b,2025-03-02,phone,S1,1,0,,2025-03-03',
  ].join('\n'),
};

async function* stream(text: string) {
  // in odd pieces, as a network brings them
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
}

function filesOf(changed: Partial<Record<keyof typeof good, string | null>> = {}): CampaignFiles {
  const all = Object.entries({ ...good, ...changed });
  return Object.fromEntries(all.flatMap(([name, text]) => (text === null ? [] : [[name, stream(text)]])));
}

async function flawsOf(changed: Partial<Record<keyof typeof good, string | null>>) {
  const error: unknown = await scoreFiles(filesOf(changed), 'en').catch((thrown: unknown) => thrown);
  if (!(error instanceof Problem)) throw error;
  expect(error.code).toBe('score_files_invalid');
  return error.fields.map(({ path, row, field, message }) => `${path}:${row ?? ''}:${field ?? ''} ${message}`);
}

test('orders count in [entry, + window), refunded ones do not, tasks cost and reach', async () => {
  const card = await scoreFiles(filesOf(), 'en');
  expect(card).toMatchObject({
    playbook: 'autumn',
    mode: 'fixed',
    enrolled: { t: 2, c: 2 },
    matured: { t: 2, c: 2 },
    conversion: { t: { n: 2, k: 1 }, c: { n: 2, k: 1 } },
    revenue: { raw: { t: { mean: 50 }, c: { mean: 35 }, diff: 15 } },
    attributed_revenue: 100,
    cost: { total: 100 + 20 + 3 * 0.6 },
    control_contacted: 0.5,
    reach: {
      n: 2,
      k: 1,
      channels: [
        { channel: 'phone', k: 0 },
        { channel: 'sms', k: 1, answered: 1 },
      ],
    },
    response: { n: 2, k: 1 },
    as_of: '2025-04-01T10:00:00.000Z',
    verdict: 'too_little_data',
  });
  expect(card.strata.map(({ key }) => key)).toEqual(['active', '30-59']);
  expect(card.assumptions.find(({ code }) => code === 'rows_of_others')?.values).toEqual({ orders: 1, tasks: 0 });
});

test('every flaw is named by file, row and column, several at once', async () => {
  expect(
    await flawsOf({
      'customers.csv': good['customers.csv'].replace('5.5,2025-03-02', 'much,2025-02-30').replace(',control', ',other'),
      'orders.csv': good['orders.csv'].replace('amount', 'sum'),
      'tasks.csv': good['tasks.csv'].replace('sms,S1,1', 'sms,S1,maybe').replace('3.5', '-3'),
    }),
  ).toEqual([
    'customers.csv:3:arm arm should be treatment or control and is “other”',
    'customers.csv:4:pre90_spend pre90_spend should be a number and is “much”',
    'customers.csv:4:entered_at entered_at should be a date or time (2025-03-16 or 2025-03-16 09:00:00) and is “2025-02-30”',
    'orders.csv:1:amount the column amount is missing; there are: customer_id, sum, ts, refunded',
    'tasks.csv:2:minutes minutes may not be below 0 and is “-3”',
    'tasks.csv:2:reached reached should be 1 or 0 and is “maybe”',
  ]);
});

test.each([
  ['a file that is not there', { 'tasks.csv': null }, 'tasks.csv:: this file is not in the folder'],
  ['an empty file', { 'orders.csv': '' }, 'orders.csv:: the file is empty; its first line should name the columns'],
  [
    'a customer twice',
    { 'customers.csv': `${good['customers.csv']}\na,,0,2025-03-01,control` },
    'customers.csv:6:customer_id the customer “a” appears twice',
  ],
  [
    'an open quotation mark',
    { 'orders.csv': `${good['orders.csv']}\n"a,1,2025-03-01,0` },
    'orders.csv:8: cannot be read from here on (most often a quotation mark that is not closed)',
  ],
  ['no JSON', { 'config.json': '{"playbook"' }, /^config\.json:: not valid JSON/],
  [
    'a share as percent',
    { 'config.json': JSON.stringify({ ...config, gross_margin: 35 }) },
    /^config\.json::gross_margin gross_margin: /,
  ],
  [
    'no customers',
    { 'customers.csv': 'customer_id,segment,pre90_spend,entered_at,arm' },
    'customers.csv:: there is no customer in it',
  ],
] as const)('%s', async (_, changed, wanted) => {
  const flaws = await flawsOf(changed);
  expect(flaws).toHaveLength(1);
  if (typeof wanted === 'string') expect(flaws[0]).toBe(wanted);
  else expect(flaws[0]).toMatch(wanted);
});

test('a thousand flaws are counted, the first are listed', async () => {
  const rows = Array.from({ length: 1000 }, (_, n) => `k${n},,x,2025-03-01,control`).join('\n');
  const error: unknown = await scoreFiles(
    filesOf({ 'customers.csv': `${good['customers.csv']}\n${rows}` }),
    'zh',
  ).catch((thrown: unknown) => thrown);
  if (!(error instanceof Problem)) throw error;
  expect(error.values).toEqual({ count: 1000 });
  expect(error.fields).toHaveLength(20);
  expect(error.fields[0]).toMatchObject({
    row: 6,
    field: 'pre90_spend',
    message: '「pre90_spend」应是数字，现在是“x”',
  });
});

describe.each(['sample', 'sample_null'])('a company with a known truth: %s', (name) => {
  const at = `data/roi/companies/${name}`;
  const [truth, ...texts] = ['TRUTH.json', ...FILES].map((file) => readShared(`${at}/${file}`));
  const here = truth !== null && truth !== undefined && texts.every((text) => text !== null);
  const files = () => Object.fromEntries(FILES.map((file, i) => [file, stream(texts[i] ?? '')]));

  test.skipIf(!here)(
    'the estimates of independent tools, from raw money; the truth lies in the intervals',
    async () => {
      const { reference_estimate: want, truth: true_ } = JSON.parse(truth ?? '{}');
      const card = await scoreFiles(files(), 'en');
      const { conversion, revenue, srm, cost, roi, incremental_revenue: money, attributed_revenue: attributed } = card;
      expect(card.matured).toEqual({ t: want.n_t, c: want.n_c });
      const got = [
        [conversion.t.rate, conversion.c.rate, conversion.diff],
        [revenue.raw.t.mean, revenue.raw.c.mean, revenue.raw.diff],
        [srm?.chi2, srm?.p, money.raw.value, cost?.total, roi?.raw.net, attributed],
      ];
      expect(
        relativeError(got, [
          [want.conv_t, want.conv_c, want.conv_diff],
          [want.rev_t, want.rev_c, want.rev_diff],
          [
            want.srm_chi2,
            want.srm_p,
            want.incremental_revenue,
            want.total_cost,
            want.roi_net,
            want.naive_attributed_revenue,
          ],
        ]),
      ).toBeLessThan(1e-6);
      const holds = (ci: [number, number] | null, value: number) => ci !== null && ci[0] <= value && value <= ci[1];
      expect(holds(conversion.ci, true_.itt_conversion_abs)).toBe(true);
      expect(holds(revenue.raw.ci, true_.itt_revenue_net_per_assigned)).toBe(true);
      expect(card.verdict).toBe('not_proven');
    },
  );
});

test('with an hourly cost the minutes of the tasks are part of the cost, and the saving has a labelled baseline', async () => {
  const paid = { ...config, hourly_cost: 60, manual_minutes: 10 };
  const card = await scoreFiles(filesOf({ 'config.json': JSON.stringify(paid) }), 'en');
  // two tasks are done: one of 3.5 minutes, one without any, which counts as much
  expect(card.cost).toMatchObject({ total: 121.8 + 7, parts: { contact: 3 * 0.6, staff: 7 } });
  const rows = card.indicators.flatMap((one) => one.rows);
  const row = (key: string) => rows.find((each) => each.key === key);
  expect(row('follow_up_cost')).toMatchObject({ actual: 128.8 / 2, note: { code: 'cost_registered_staff' } });
  expect(row('follow_up_cost:manual')).toMatchObject({ actual: 10.6, note: { code: 'manual_assumed' } });
  // two days of one person are too few for a figure
  expect(row('tasks_per_day')).toMatchObject({ actual: null, note: { code: 'too_few_days' } });
  const plain = await scoreFiles(filesOf(), 'en');
  expect(plain.cost).toMatchObject({ total: 121.8, parts: { staff: null } });
});
