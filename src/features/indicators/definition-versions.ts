/** What an indicator means in this workspace: the version in force, and a new one. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { audit } from '../access/index.ts';
import { DEFAULTS, type Defined, DEFINED, PARAMS, type Params } from './contract-definitions.ts';
import * as store from './store-state.ts';

export interface Version {
  readonly indicator: Defined;
  readonly version: number;
  readonly params: Readonly<Record<string, number | boolean>>;
  readonly changedAt: string | null;
  readonly changedBy: string | null;
}

/** The versions in force; 1 is what the product begins with. */
export async function versionsOf(tx: Tx, ctx: Context): Promise<Version[]> {
  const rows = await store.listDefinitions(tx, ctx.workspace.id);
  return DEFINED.map((indicator) => {
    const row = rows.find((one) => one.indicator === indicator);
    return {
      indicator,
      version: row?.version ?? 1,
      params: { ...DEFAULTS[indicator], ...row?.params } as Readonly<Record<string, number | boolean>>,
      changedAt: row?.changed_at.toISOString() ?? null,
      changedBy: row?.changed_by ?? null,
    };
  });
}

export async function paramsOf(tx: Tx, ctx: Context): Promise<Params> {
  const versions = await versionsOf(tx, ctx);
  return Object.fromEntries(versions.map(({ indicator, params }) => [indicator, params])) as unknown as Params;
}

/** All sums of this workspace are computed anew with it: the past is told by one definition, and the screen says which. */
export async function changeDefinition(tx: Tx, ctx: Context, indicator: Defined, params: unknown): Promise<Version[]> {
  const checked = PARAMS[indicator].safeParse(params);
  if (!checked.success) {
    const fields = checked.error.issues.map((issue) => ({
      path: `params.${issue.path.join('.')}`,
      field: String(issue.path[0] ?? ''),
      message: issue.message,
    }));
    throw new Problem('indicator_definition_invalid', {}, fields);
  }
  const now = (await versionsOf(tx, ctx)).find((one) => one.indicator === indicator);
  const same = JSON.stringify(now?.params) === JSON.stringify({ ...DEFAULTS[indicator], ...checked.data });
  if (same) return versionsOf(tx, ctx);
  const version = (now?.version ?? 1) + 1;
  await store.insertDefinition(tx, ctx.workspace.id, {
    indicator,
    version,
    params: checked.data,
    changed_by: ctx.actor.name,
    changed_at: ctx.now,
  });
  await audit(tx, ctx, {
    action: 'indicators.defined',
    entity: 'indicator_definition',
    entityId: indicator,
    detail: { version, was: now?.params ?? null, params: checked.data },
  });
  return versionsOf(tx, ctx);
}

/** The day of a moment, in the workspace's zone. */
export function dayOf(ctx: Context, at: Date): string {
  return zoneCalendar(ctx.workspace.zone).dateOf(at.getTime());
}
