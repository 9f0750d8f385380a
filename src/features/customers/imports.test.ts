import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { forgetUploads } from './imports/forget.ts';
import { importFile } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
}, 120_000);
afterAll(() => world?.close());

const base = '/api/w/main/imports';
const EXAMPLE = join(import.meta.dirname, '../../../examples/online-retail.csv.gz');

async function upload(
  kind: string,
  content: Buffer | string,
  fileName = 'file.csv',
  more: Record<string, string> = {},
) {
  const raw = await world.app.inject({
    method: 'POST',
    url: `${base}?kind=${kind}&fileName=${encodeURIComponent(fileName)}`,
    headers: { authorization: `Bearer ${await world.key()}`, 'content-type': 'text/csv', ...more },
    payload: content,
  });
  return { status: raw.statusCode, body: raw.json() };
}

/** Uploads, maps as guessed unless said otherwise, runs to the end and answers the run. */
async function importAll(kind: string, content: Buffer | string, mapping: object = {}) {
  const { body, status } = await upload(kind, content);
  if (status !== 200) return { status, body };
  const columns = Object.fromEntries(
    body.preview.guess.map((each: { field: string; column: string }) => [each.field, each.column]),
  );
  const started = await world.call('POST', `${base}/${body.run.importId}/start`, { columns, ...mapping });
  if (started.status !== 200) return started;
  await world.drain();
  return world.call('GET', `${base}/${body.run.importId}`);
}

const errorsOf = async (id: string) =>
  (await world.call('GET', `${base}/${id}/errors`)).body.items.map(
    (each: { row: number; field: string; code: string }) => [each.row, `${each.field}:${each.code}`],
  );

test('the example: counts as in the reference, twice adds nothing, in time', { timeout: 90_000 }, async () => {
  const ctx = await world.workspace('retail');
  const columns = { customer: 'customer_id', at: 'ts', amount: 'amount' };
  const began = performance.now();
  const run = await importFile(ctx, { kind: 'orders', path: EXAMPLE, columns });
  const seconds = (performance.now() - began) / 1000;
  expect(run).toMatchObject({ status: 'done', rows_read: 22034, rows_added: 22034, rows_same: 0, rows_failed: 0 });
  expect(run.summary).toMatchObject({ purchases: 18410, refunds: 3611, zero: 13, net: 8300065.81, customersNew: 4372 });
  expect(seconds).toBeLessThan(60);
  const { rows } = await world.runtime.db.owner.query(
    `select type, sum(n)::int as n, sum(amount_sum) as amount, count(*)::int as customers from customer_event_stat
     where workspace_id = 'retail' group by type order by type`,
  );
  expect(rows).toEqual([
    { type: 'order_zero', n: 13, amount: 0, customers: 13 },
    { type: 'purchase', n: 18410, amount: 8902006.17, customers: 4338 },
    { type: 'refund', n: 3611, amount: expect.closeTo(8300065.81 - 8902006.17, 2), customers: expect.any(Number) },
  ]);
  const again = await importFile(ctx, { kind: 'orders', path: EXAMPLE, columns });
  expect(again).toMatchObject({ status: 'done', rows_read: 22034, rows_added: 0, rows_same: 22034, rows_failed: 0 });
  expect(again.summary).toMatchObject({ differs: 0, customersNew: 0 });
});

test('the example by upload: its columns are recognised, progress ends at the whole file', {
  timeout: 90_000,
}, async () => {
  const { status, body } = await upload('orders', readFileSync(EXAMPLE), 'online-retail.csv.gz', {
    'content-type': 'application/gzip',
  });
  expect(status).toBe(200);
  expect(body.preview).toMatchObject({
    encoding: 'utf-8',
    delimiter: ',',
    header: true,
    columns: ['customer_id', 'ts', 'amount', 'lines', 'neg_lines', 'country'],
    lines: 22034,
  });
  expect(body.preview.rows).toHaveLength(20);
  expect(
    body.preview.guess.map((each: { field: string; column: string }) => `${each.field}=${each.column}`).sort(),
  ).toEqual(['amount=amount', 'at=ts', 'customer=customer_id']);
});

test('orders as Chinese shops write them, in GBK, with every kind of error', async () => {
  const lines = [
    '会员号,下单时间,实付金额,订单编号,门店',
    'm1,2026/1/5 9:05,"￥1,234.50",a1,静安',
    'm1,2026年1月6日 下午3:05,－２０元,a2,静安',
    'm2,2026-01-07,0,a3,',
    'm2,46029,5,a4,徐汇',
    'm2,07/01/2026,5,a5,徐汇',
    'm2,9999-12-31,5,a6,徐汇',
    ',2026-01-07,five,a7,徐汇',
    'm2,2026-01-07,"1.234,56",,徐汇',
    '',
    'm2,2026-01-07,(3.00),a8,"静,安"',
  ];
  const gbk = toGbk(lines.join('\r\n'));
  const { body: run } = await importAll('orders', gbk);
  expect(run).toMatchObject({ status: 'done', encoding: 'gb18030', rowsRead: 10, rowsAdded: 4, rowsFailed: 5 });
  expect(run.summary).toMatchObject({ purchases: 1, refunds: 2, zero: 1, net: 1211.5 });
  expect(await errorsOf(run.importId)).toEqual([
    [5, 'at:date_serial'],
    [6, 'at:date_order'],
    [7, 'at:date_in_future'],
    [8, 'amount:amount_unreadable'],
    [8, 'customer:required'],
    [9, 'amount:amount_unreadable'],
    [9, 'external_id:required'],
  ]);
  const csv = await world.call('GET', `${base}/${run.importId}/errors.csv`);
  expect(csv.raw.headers['content-type']).toContain('text/csv');
  expect(csv.body.startsWith('\ufeff行,字段,问题,代码,原文\r\n')).toBe(true);
  expect(csv.body).toContain('Excel');
  const { rows } = await world.runtime.db.owner.query(
    `select external_id, ordered_at, amount, detail from customer_order where workspace_id = 'main' order by external_id`,
  );
  expect(rows).toEqual([
    { external_id: 'a1', ordered_at: new Date('2026-01-05T01:05:00Z'), amount: 1234.5, detail: { 门店: '静安' } },
    { external_id: 'a2', ordered_at: new Date('2026-01-06T07:05:00Z'), amount: -20, detail: { 门店: '静安' } },
    { external_id: 'a3', ordered_at: new Date('2026-01-06T16:00:00Z'), amount: 0, detail: {} },
    { external_id: 'a8', ordered_at: new Date('2026-01-06T16:00:00Z'), amount: -3, detail: { 门店: '静,安' } },
  ]);
});

test('customers: BOM, semicolons, attributes from other columns, tags; a second file changes them', async () => {
  const first =
    '\ufeff客户编号;姓名;手机;性别;生日;会员等级;标签\nk1;沈小芳;138 0000 1234;女;1988-02-29;金卡;常客、VIP\nk2;王强;+86 13900005678;男;;银卡;\nk3;x;12;;;;\n';
  const { body: run } = await importAll('customers', first);
  expect(run).toMatchObject({ status: 'done', rowsAdded: 2, rowsFailed: 1, summary: { customersNew: 2, tagged: 2 } });
  expect(await errorsOf(run.importId)).toEqual([[4, 'phone:bad_phone']]);
  const found = await world.call('GET', '/api/w/main/customers?q=sxf');
  expect(found.body.items).toMatchObject([
    { externalId: 'k1', name: '沈小芳', phone: '+8613800001234', tags: ['VIP', '常客'] },
  ]);
  const detail = await world.call('GET', `/api/w/main/customers/${found.body.items[0].customerId}`);
  expect(detail.body).toMatchObject({
    gender: 'female',
    birthday: '1988-02-29',
    attributes: { huiyuandengji: '金卡' },
  });
  const second = await importAll('customers', '客户编号,城市,会员等级\nk1,上海,金卡\nk2,,银卡\n');
  expect(second.body).toMatchObject({ rowsAdded: 0, rowsChanged: 1, rowsSame: 1 });
});

test('contracts and events', async () => {
  const contracts = await importAll(
    'contracts',
    '客户编号,合同编号,开始日期,到期日,金额\nk1,c1,2026-01-01,2026-12-31,5000\nk1,c2,2026-02-30,,\n',
  );
  expect(contracts.body).toMatchObject({ rowsAdded: 1, rowsFailed: 1 });
  const text =
    'customer,event,time,page\nk1,page_view,2026-01-05T10:00:00Z,/a\nk1,page_view,2026-01-05T10:00:00Z,/a\nk1,bad type,2026-01-05T10:00:00Z,/a\n';
  const events = await importAll('events', text);
  expect(events.body).toMatchObject({ rowsAdded: 1, rowsSame: 1, rowsFailed: 1 });
});

test('hostile files', async () => {
  expect(await upload('orders', '')).toMatchObject({ status: 400, body: { code: 'import_empty' } });
  expect(await upload('orders', '\n\n\n')).toMatchObject({ status: 400, body: { code: 'import_empty' } });
  const packed = gzipSync(Buffer.from('customer,at,amount\n'.repeat(50_000)));
  expect(await upload('orders', packed.subarray(0, packed.length / 2))).toMatchObject({
    status: 400,
    body: { code: 'import_unreadable' },
  });
  const headerOnly = await importAll('orders', 'customer,at,amount\n', {
    columns: { customer: 'customer', at: 'at', amount: 'amount' },
  });
  expect(headerOnly.body).toMatchObject({ status: 'done', rowsRead: 0 });
  const twice = await upload('orders', 'customer,amount,amount,at\na,1,2,2026-01-01\n');
  expect(twice.body.preview.columns).toEqual(['customer', 'amount', 'amount (2)', 'at']);
  const odd = await importAll(
    'orders',
    Buffer.from(
      'customer,at,amount\nnul\0,2026-01-01,1\nshort\n🦉,2026-01-01,1\n\u202eمرحبا,2026-01-02,1,extra,cells\n=cmd(),2026-01-01,1\n',
    ),
  );
  expect(odd.body).toMatchObject({ status: 'done', rowsAdded: 3, rowsFailed: 2 });
  const open = await importAll(
    'orders',
    `customer,at,amount\na,2026-01-01,1\n"b,2026-01-01,2\n${'c,2026-01-01,3\n'.repeat(200_000)}`,
  );
  expect(open.body).toMatchObject({ status: 'failed' });
  expect(open.body.failure).toContain('第 3 行');
  const bad = await importAll('orders', 'customer,at,amount\na,2026-01-01,1\n', {
    columns: { customer: 'nobody', nothing: 'at', at: 'at' },
  });
  expect(bad).toMatchObject({ status: 400, body: { code: 'import_mapping' } });
  expect(bad.body.errors.map((each: { field: string }) => each.field).sort()).toEqual([
    'amount',
    'customer',
    'nothing',
  ]);
  expect((await world.call('GET', `${base}/imp_none`)).status).toBe(404);
});

test('an upload that nobody finishes is removed after a week', async () => {
  const uploads = async () => (await readdir(join(world.home, 'uploads', 'main'))).length;
  const before = await uploads();
  const { body } = await upload('orders', 'customer,at,amount\na,2026-01-01,1\n');
  expect(await uploads()).toBe(before + 1);
  const ctx = await world.workspace('main');
  await forgetUploads.run(ctx);
  expect(await uploads()).toBe(before + 1);
  await forgetUploads.run({ ...ctx, now: new Date(Date.now() + 8 * 86_400_000) });
  expect(await uploads()).toBe(0);
  const run = await world.call('GET', `${base}/${body.run.importId}`);
  expect(run.body).toMatchObject({ status: 'failed', failure: expect.stringContaining('一周') });
});

/** Enough of an encoder for the test: Node decodes GBK but does not encode it. */
function toGbk(text: string): Buffer {
  const table = new Map<string, [number, number]>();
  const decoder = new TextDecoder('gbk');
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low !== 0x7f) table.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
    }
  }
  return Buffer.from([...text].flatMap((character) => table.get(character) ?? [character.charCodeAt(0)]));
}
