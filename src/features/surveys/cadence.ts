/** Who may be asked: rest between surveys, samples and quotas, decided where the message is about to go out. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { audit } from '../access/index.ts';
import { drawOf } from '../experiments/index.ts';
import type { Check, VariableEntry } from '../messages/index.ts';
import { compileAudience, requireSegment } from '../segments/index.ts';
import type { Json } from '../../engine/flow/tree.ts';
import { type AskRule, type Cadence, DEFAULT_CADENCE } from './contract-cadence.ts';
import { judge, periodOf } from './decide-cadence.ts';
import * as store from './store-cadence.ts';

const DAY_MS = 86_400_000;

export async function cadenceOf(tx: Tx, ctx: Context): Promise<Cadence> {
  return (await store.findCadence(tx, ctx.workspace.id))?.cadence ?? DEFAULT_CADENCE;
}

/** The gate of `{{survey.link}}`. A question that was put already (another channel, a reminder of the same run) is not judged again. */
export async function mayAsk(
  tx: Tx,
  ctx: Context,
  entries: readonly VariableEntry[],
): Promise<ReadonlyMap<string, readonly Check[]>> {
  const cadence = await cadenceOf(tx, ctx);
  const workspace = ctx.workspace.id;
  const asks = entries.map(({ messageId, customerId, run, form }) => ({
    messageId,
    customerId,
    runId: run?.runId ?? null,
    form: form ?? '',
  }));
  const put = await store.findPut(tx, workspace, asks);
  const fresh = entries.filter(({ messageId }) => !put.has(messageId));
  if (fresh.length === 0) return new Map();
  const since = new Date(ctx.now.getTime() - cadence.restDays * DAY_MS);
  const customers = [...new Set(fresh.map(({ customerId }) => customerId))];
  const last = cadence.restDays > 0 ? await store.lastAsked(tx, workspace, customers, since) : new Map<string, Date>();
  const checks = new Map<string, readonly Check[]>();
  for (const playbook of [...new Set(fresh.map((entry) => entry.playbook))].toSorted()) {
    const own = fresh.filter((entry) => entry.playbook === playbook);
    const rule = cadence.rules.find((each) => each.playbook === playbook);
    const shares = await sharesOf(tx, ctx, rule, own);
    for (const { messageId, customerId } of own) {
      const { share, stratum } = shares.get(customerId) ?? { share: 1, stratum: null };
      const draw = drawOf(saltOf(ctx, playbook), customerId);
      checks.set(
        messageId,
        judge(cadence.restDays, ctx.now, { lastAt: last.get(customerId) ?? null, share, stratum, draw }),
      );
    }
    if (rule?.quota) await applyQuota(tx, ctx, { ...rule, quota: rule.quota }, own, checks);
  }
  return checks;
}

/** Drawn anew each month, so that the same customers are not spared or asked for ever. */
function saltOf(ctx: Context, playbook: string): string {
  const month = zoneCalendar(ctx.workspace.zone).dateOf(ctx.now.getTime()).slice(0, 7);
  return `survey:${playbook}:${month}`;
}

interface Shared {
  readonly share: number;
  readonly stratum: string | null;
}

async function sharesOf(
  tx: Tx,
  ctx: Context,
  rule: AskRule | undefined,
  entries: readonly VariableEntry[],
): Promise<ReadonlyMap<string, Shared>> {
  const shares = new Map<string, Shared>();
  if (!rule) return shares;
  for (const { segment, share } of rule.strata) {
    const left = entries.flatMap(({ customerId }) => (shares.has(customerId) ? [] : [customerId]));
    if (left.length === 0) break;
    const { condition } = await requireSegment(tx, ctx, segment);
    const { where } = await compileAudience(tx, ctx, { condition: condition as unknown as Json, consent: null });
    for (const id of await store.findIn(tx, ctx.workspace.id, left, where)) shares.set(id, { share, stratum: segment });
  }
  for (const { customerId } of entries)
    if (!shares.has(customerId)) shares.set(customerId, { share: rule.share, stratum: null });
  return shares;
}

/** First come, first served among those whom nothing else holds back. */
async function applyQuota(
  tx: Tx,
  ctx: Context,
  { playbook, quota }: AskRule & { readonly quota: NonNullable<AskRule['quota']> },
  entries: readonly VariableEntry[],
  checks: Map<string, readonly Check[]>,
): Promise<void> {
  const wanted = entries.filter(({ messageId }) => checks.get(messageId)?.every(({ ok }) => ok));
  if (wanted.length === 0) return;
  const period = periodOf(quota.per, ctx.now, zoneCalendar(ctx.workspace.zone));
  const before = await store.holdQuota(tx, ctx.workspace.id, playbook, period);
  let used = before;
  for (const { messageId } of wanted) {
    const ok = used < quota.most;
    if (ok) used += 1;
    const check: Check = { rule: 'quota', ok, values: { used, most: quota.most, per: quota.per } };
    checks.set(messageId, [...(checks.get(messageId) ?? []), check]);
  }
  if (used > before) await store.useQuota(tx, ctx.workspace.id, playbook, period, used - before);
}

export async function describeCadence(tx: Tx, ctx: Context) {
  const stored = await store.findCadence(tx, ctx.workspace.id);
  const cadence = stored?.cadence ?? DEFAULT_CADENCE;
  const used = [];
  for (const { playbook, quota } of cadence.rules) {
    if (!quota) continue;
    const period = periodOf(quota.per, ctx.now, zoneCalendar(ctx.workspace.zone));
    const n = await store.quotaUsed(tx, ctx.workspace.id, playbook, period);
    used.push({ playbook, used: n, most: quota.most });
  }
  return {
    cadence,
    isDefault: stored === null,
    updatedBy: stored?.updated_by ?? null,
    updatedAt: stored?.updated_at.toISOString() ?? null,
    used,
  };
}

/** A segment that is not there is refused: its stratum would silently be nobody. */
export async function changeCadence(tx: Tx, ctx: Context, cadence: Cadence) {
  for (const { strata } of cadence.rules) for (const { segment } of strata) await requireSegment(tx, ctx, segment);
  await store.saveCadence(tx, ctx.workspace.id, { cadence, updated_by: ctx.actor.name, updated_at: ctx.now });
  await audit(tx, ctx, {
    action: 'surveys.cadence_set',
    entity: 'survey_cadence',
    entityId: 'cadence',
    detail: { ...cadence },
  });
  return describeCadence(tx, ctx);
}
