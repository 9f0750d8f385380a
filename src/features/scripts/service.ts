import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import type { ScriptDetail, ScriptSummary } from './contract.ts';
import type { ScriptDefinition } from './contract-definition.ts';
import * as store from './store.ts';

/** Publishes the scripts of a playbook's version. Immutable: publishing the same version again changes nothing. */
export async function saveScripts(
  tx: Tx,
  ctx: Context,
  owner: { readonly playbook: string; readonly version: number },
  scripts: readonly ScriptDefinition[],
): Promise<void> {
  if (scripts.length > 0) await store.insertScripts(tx, ctx.workspace.id, owner, scripts, ctx.now);
}

export interface ScriptRef {
  readonly playbook: string;
  readonly version: number;
  readonly script: string;
  /** Which wording, while two are tried; the one in force when left out. */
  readonly variant?: string | null;
}

export async function findScript(tx: Tx, ctx: Context, ref: ScriptRef): Promise<ScriptDefinition | null> {
  const definition = (await store.findScript(tx, ctx.workspace.id, ref))?.definition ?? null;
  return definition && wordedScript(definition, ref.variant ?? null);
}

/** The steps of a variant stand in the place of those in force. */
export function wordedScript(definition: ScriptDefinition, variant: string | null): ScriptDefinition {
  const steps = variant === 'b' ? definition.variants?.[0]?.steps : undefined;
  return steps ? { ...definition, steps } : definition;
}

/** With both their wordings. */
export function findScripts(
  tx: Tx,
  ctx: Context,
  refs: readonly ScriptRef[],
): Promise<{ readonly playbook: string; readonly version: number; readonly definition: ScriptDefinition }[]> {
  return store.findScripts(tx, ctx.workspace.id, refs);
}

export function listScripts(ctx: Context): Promise<{ items: ScriptSummary[] }> {
  return ctx.tx(async (tx) => {
    const rows = await store.listScripts(tx, ctx.workspace.id);
    const items = rows.map(({ playbook, version, definition, created_at }) => ({
      playbook,
      version,
      key: definition.key,
      number: definition.number,
      name: definition.name,
      steps: definition.steps.length,
      must: definition.steps.filter((step) => step.must).length,
      branches: definition.steps.filter((step) => step.when).length,
      createdAt: created_at.toISOString(),
    }));
    return { items: items.sort((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true })) };
  });
}

export function getScript(
  ctx: Context,
  ref: { playbook: string; script: string; version?: number | undefined },
): Promise<ScriptDetail> {
  return ctx.tx(async (tx) => {
    const row = await store.findScript(tx, ctx.workspace.id, ref);
    if (!row) throw new Problem('not_found', { what: `script ${ref.script}` });
    return {
      playbook: row.playbook,
      version: row.version,
      versions: await store.versionsOf(tx, ctx.workspace.id, ref.playbook, ref.script),
      createdAt: row.created_at.toISOString(),
      definition: row.definition,
    };
  });
}
