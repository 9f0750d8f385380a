/** Campaigns that ran elsewhere through HTTP: upload, flaws, scorecard, list, delete. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf } from '../../kit/pdf/testing/read.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { sheetsOf } from '../../kit/testing/xlsx.ts';
import { forgetCampaigns } from './campaigns.ts';
import { CAMPAIGN_FILES, type CampaignFile } from './contract-campaigns.ts';
import { MOST_BYTES } from './files/uploads.ts';

let world: World;
let key: string;
const base = '/api/w/main';
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  key = await world.key();
}, 120_000);
afterAll(() => world?.close());

const sample = async (file: CampaignFile): Promise<string> =>
  (
    await world.app.inject({
      url: `${base}/campaign-samples/${file}`,
      headers: { authorization: `Bearer ${key}` },
    })
  ).body;

async function put(id: string, file: string, payload: string | Buffer) {
  const raw = await world.app.inject({
    method: 'PUT',
    url: `${base}/campaigns/${id}/files/${file}`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
    payload,
  });
  return { status: raw.statusCode, body: raw.json() };
}

async function begun(changed: Partial<Record<CampaignFile, string>> = {}): Promise<string> {
  const { campaignId } = (await world.call('POST', `${base}/campaigns`)).body;
  for (const file of CAMPAIGN_FILES)
    expect((await put(campaignId, file, changed[file] ?? (await sample(file)))).status).toBe(200);
  return campaignId;
}

const folder = (id: string) => join(world.home, 'uploads', 'main', 'campaigns', id);

test('the example files become a scorecard that is kept, listed, opened, taken away and deleted', async () => {
  const id = await begun();
  const scored = await world.call('POST', `${base}/campaigns/${id}/score`);
  expect(scored.status, JSON.stringify(scored.body)).toBe(200);
  expect(scored.body).toMatchObject({ status: 'scored', card: { playbook: 'spring-return', mode: 'fixed' } });
  expect(scored.body.card.enrolled.t + scored.body.card.enrolled.c).toBe(400);
  expect(scored.body.card.srm.verdict).toBe('ok');
  expect(scored.body.files.map((each: { file: string }) => each.file)).toEqual(CAMPAIGN_FILES);
  expect(scored.body.files[0]).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  // Personal data leave with the score.
  expect(existsSync(folder(id))).toBe(false);

  const [first] = (await world.call('GET', `${base}/campaigns`)).body.campaigns;
  expect(first).toMatchObject({ campaignId: id, madeBy: 'test', summary: { verdict: scored.body.card.verdict } });
  expect((await world.call('GET', `${base}/campaigns/${id}`)).body.card).toEqual(scored.body.card);
  expect((await world.call('POST', `${base}/campaigns/${id}/score`)).body).toEqual(scored.body);
  expect(await put(id, 'orders.csv', '')).toMatchObject({ status: 409, body: { code: 'campaign_scored' } });

  const csv = (await world.call('GET', `${base}/campaigns/${id}/scorecard.csv`)).raw.body;
  expect(csv.split('\r\n').length).toBeGreaterThan(10);
  expect(csv).toContain('复购与净收入');

  const book = (await world.call('GET', `${base}/campaigns/${id}/scorecard.xlsx`)).raw;
  expect(book.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  expect(book.rawPayload.subarray(0, 2).toString()).toBe('PK');

  const sheets = sheetsOf(book.rawPayload);
  expect(sheets.get('概要')?.find((row) => row[0] === '到期：干预')).toEqual([
    '到期：干预',
    scored.body.card.matured.t,
  ]);

  expect((await world.call('DELETE', `${base}/campaigns/${id}`)).body).toEqual({ deleted: true });
  expect((await world.call('GET', `${base}/campaigns/${id}`)).status).toBe(404);
  const log =
    (await world.call('GET', `${base}/audit`)).body.items ?? (await world.call('GET', `${base}/audit`)).body.entries;
  expect(log.map((entry: { action: string }) => entry.action)).toEqual(
    expect.arrayContaining(['campaign.scored', 'campaign.deleted']),
  );
});

test('flaws are named by file, row and column; a corrected file is sent alone', async () => {
  const orders = await sample('orders.csv');
  const id = await begun({ 'orders.csv': orders.replace(/,(\d+(?:\.\d+)?),/, ',much,') });
  const refused = await world.call('POST', `${base}/campaigns/${id}/score`);
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({
    code: 'score_files_invalid',
    errors: [{ path: 'orders.csv', row: 2, field: 'amount' }],
  });
  await put(id, 'orders.csv', orders);
  expect((await world.call('POST', `${base}/campaigns/${id}/score`)).status).toBe(200);
});

test('a file too large is refused, and leaves the one before it; characters nobody can keep do no harm', async () => {
  const config = JSON.parse(await sample('config.json'));
  const id = await begun({ 'config.json': JSON.stringify({ ...config, name: 'a\u0000b\ud800' }) });
  const large = Buffer.alloc(MOST_BYTES + 1, 'x');
  expect(await put(id, 'orders.csv', large)).toMatchObject({ status: 413, body: { code: 'too_large' } });
  const scored = await world.call('POST', `${base}/campaigns/${id}/score`);
  expect(scored.body).toMatchObject({ status: 'scored', card: { playbook_name: { zh: 'ab' } } });
});

test('what nobody scored is forgotten after a day; who only reads may not score', async () => {
  const id = await begun();
  const ctx = await world.workspace('main');
  await forgetCampaigns.run(ctx);
  expect(existsSync(folder(id))).toBe(true);
  await forgetCampaigns.run({ ...ctx, now: new Date(ctx.now.getTime() + 86_400_001) });
  expect(existsSync(folder(id))).toBe(false);
  expect((await world.call('GET', `${base}/campaigns/${id}`)).status).toBe(404);
  const reads = { authorization: `Bearer ${await world.key('main', ['outcomes:read'])}` };
  expect((await world.call('POST', `${base}/campaigns`, undefined, reads)).status).toBe(403);
});

test('a campaign leaves as PDF with its own figures, in either language, and claims no registration', async () => {
  const id = await begun();
  const { card } = (await world.call('POST', `${base}/campaigns/${id}/score`)).body;
  const path = `${base}/campaigns/${id}/scorecard.pdf`;
  const { t, c, diff, ci } = card.conversion;
  const share = (value: number): string => `${(value * 100).toFixed(1)}%`;
  const points = (value: number): string =>
    `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value * 100).toFixed(1)}`;
  const money = (value: number): string =>
    `${value < 0 ? '−' : ''}¥${Math.abs(value).toLocaleString('en-US', Math.abs(value) < 100 ? { minimumFractionDigits: 1, maximumFractionDigits: 1 } : { maximumFractionDigits: 0 })}`;
  const figures = [
    share(t.rate),
    share(c.rate),
    `${t.n}/${c.n}`,
    money(card.cost.total),
    money(card.incremental_revenue.value),
  ];

  const answer = (await world.call('GET', path)).raw;
  expect(answer.headers['content-type']).toBe('application/pdf');
  expect(answer.headers['content-disposition']).toContain('.pdf');
  expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect(answer.rawPayload.length).toBeLessThan(400_000);
  const zh = textOf(answer.rawPayload, inflateSync);
  for (const words of [
    ...figures,
    card.headline.title.zh.replaceAll(' ', ''),
    `${points(diff)}个百分点`,
    `${points(ci[0])}个百分点~${points(ci[1])}个百分点`,
    '九项指标',
    '定义取自上传的配置，没有预先登记',
    '归因收入（不是因果）',
  ])
    expect(zh).toContain(words);
  for (const indicator of card.indicators)
    expect(zh).toContain(`${indicator.number}.${indicator.name.zh}`.replaceAll(' ', ''));
  expect(zh).not.toMatch(/启用前登记|登记的目标|按今天的定义重算/);

  const english = await world.call('GET', path, undefined, { authorization: `Bearer ${key}`, 'accept-language': 'en' });
  const en = textOf(english.raw.rawPayload, inflateSync);
  for (const words of [
    ...figures,
    card.headline.title.en.replaceAll(' ', ''),
    `${points(diff)}pp`,
    'notpre-registered',
    'Thenineindicators',
  ])
    expect(en).toContain(words);

  // Scored already and nobody else's; one that is not there is told so.
  expect((await world.call('GET', `${base}/campaigns/nothing/scorecard.pdf`)).status).toBe(404);
  const unscored = (await world.call('POST', `${base}/campaigns`)).body.campaignId;
  expect((await world.call('GET', `${base}/campaigns/${unscored}/scorecard.pdf`)).status).toBe(404);
});
