/** Campaigns that ran elsewhere: begun, filled file by file, scored once, kept, deleted. */
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import type { Sweep } from '../../kit/feature.ts';
import { newId } from '../../kit/ids.ts';
import { audit } from '../access/index.ts';
import type { Scorecard } from './contract.ts';
import { CAMPAIGN_FILES, type CampaignFile, type CampaignSummary, type getCampaign } from './contract-campaigns.ts';
import { summarise } from './decide.ts';
import { scoreFiles } from './files/score.ts';
import { dropFiles, keepFile, openFiles } from './files/uploads.ts';
import * as store from './store-campaigns.ts';

const MOST_LISTED = 200;
/** Uploads nobody scored hold personal data: they go after a day. */
const KEPT_MS = 86_400_000;

type Campaign = z.infer<(typeof getCampaign)['response']>;

export async function createCampaign(ctx: Context): Promise<CampaignSummary> {
  const row: store.CampaignRow = {
    campaign_id: newId('cmp'),
    status: 'waiting',
    files: {},
    summary: null,
    made_by: ctx.actor.name,
    made_at: ctx.now,
  };
  await ctx.tx((tx) => store.insertCampaign(tx, ctx.workspace.id, row));
  return toSummary(row);
}

export async function listCampaigns(ctx: Context): Promise<CampaignSummary[]> {
  return (await ctx.tx((tx) => store.listCampaignRows(tx, ctx.workspace.id, MOST_LISTED))).map(toSummary);
}

export async function getCampaignOf(ctx: Context, id: string): Promise<Campaign> {
  const row = await requireCampaign(ctx, id);
  return { ...toSummary(row), card: await ctx.tx((tx) => store.findCard(tx, ctx.workspace.id, id)) };
}

export async function requireCard(ctx: Context, id: string): Promise<Scorecard> {
  const { card } = await getCampaignOf(ctx, id);
  if (!card) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '记分卡' : 'scorecard' });
  return card;
}

export async function addCampaignFile(
  ctx: Context,
  id: string,
  file: CampaignFile,
  body: Readable,
): Promise<CampaignSummary> {
  const row = await requireCampaign(ctx, id);
  if (row.status === 'scored') throw new Problem('campaign_scored');
  const known = await keepFile(ctx, id, file, body);
  const added = await ctx.tx((tx) => store.addFile(tx, ctx.workspace.id, id, file, known));
  if (!added) throw new Problem('campaign_scored');
  return toSummary(await requireCampaign(ctx, id));
}

/** One at a time in a process: each holds a record per customer. */
let last: Promise<unknown> = Promise.resolve();

export async function scoreCampaign(ctx: Context, id: string): Promise<Campaign> {
  const row = await requireCampaign(ctx, id);
  if (row.status === 'scored') return getCampaignOf(ctx, id);
  const turn = last.then(async () => scoreFiles(await openFiles(ctx, id), ctx.locale));
  last = turn.catch(() => undefined);
  const card = await turn;
  const text = (value: unknown) => JSON.stringify(value, (_key, each: unknown) => keepable(each));
  const saved = await ctx.tx(async (tx) => {
    const done = await store.saveCard(tx, ctx.workspace.id, id, text(card), text(summarise(card)));
    if (done)
      await audit(tx, ctx, {
        action: 'campaign.scored',
        entity: 'campaign',
        entityId: id,
        detail: { playbook: card.playbook, verdict: card.verdict, customers: card.enrolled.t + card.enrolled.c },
      });
    return done;
  });
  if (saved) await dropFiles(ctx, id);
  return getCampaignOf(ctx, id);
}

/** What a file says may hold characters that a database cannot keep. */
const keepable = (value: unknown) =>
  typeof value === 'string' ? value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '') : value;

export async function deleteCampaign(ctx: Context, id: string): Promise<void> {
  const row = await requireCampaign(ctx, id);
  await ctx.tx(async (tx) => {
    await store.deleteCampaignRow(tx, ctx.workspace.id, id);
    if (row.status === 'scored')
      await audit(tx, ctx, {
        action: 'campaign.deleted',
        entity: 'campaign',
        entityId: id,
        detail: { playbook: row.summary?.playbook ?? '' },
      });
  });
  await dropFiles(ctx, id);
}

export const forgetCampaigns: Sweep = {
  name: 'outcomes.forgetCampaigns',
  live: true,
  async run(ctx) {
    const before = new Date(ctx.now.getTime() - KEPT_MS);
    const left = await ctx.tx((tx) => store.findLeftOver(tx, ctx.workspace.id, before));
    for (const id of left) {
      await dropFiles(ctx, id);
      await ctx.tx((tx) => store.deleteCampaignRow(tx, ctx.workspace.id, id));
    }
  },
};

async function requireCampaign(ctx: Context, id: string): Promise<store.CampaignRow> {
  const row = id.includes('\0') ? null : await ctx.tx((tx) => store.findCampaign(tx, ctx.workspace.id, id));
  if (!row) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '活动' : 'campaign' });
  return row;
}

function toSummary(row: store.CampaignRow): CampaignSummary {
  return {
    campaignId: row.campaign_id,
    status: row.status,
    files: CAMPAIGN_FILES.flatMap((file) => {
      const known = row.files[file];
      return known ? [{ file, ...known }] : [];
    }),
    summary: row.summary,
    madeBy: row.made_by,
    madeAt: row.made_at.toISOString(),
  };
}
