/** The taxonomy in force: the workspace's own, else the one that comes with the program. */
import {
  compileTaxonomy,
  type Correction,
  type Corrections,
  type Reason,
  type Taxonomy,
} from '../../engine/text/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { audit } from '../access/index.ts';
import type { ReasonDefinition, TaxonomyAnswer } from './contract.ts';
import type { Service } from './model.ts';
import { loadService } from './service.ts';
import * as store from './store.ts';
import { listCorrections } from './store-corrections.ts';
import { listVersions } from './store-proposals.ts';
import { DEFAULT_TAXONOMY, TAXONOMY_VERSION } from './words-taxonomy.ts';

const builtIn = compileTaxonomy(DEFAULT_TAXONOMY);
const BUILT_IN_VERSION = `built-in-${TAXONOMY_VERSION}`;

/** What a batch of texts is read with. */
export interface ReadingRules {
  readonly taxonomy: Taxonomy;
  readonly version: string;
  readonly corrections: Corrections;
  /** Who is asked besides the built-in model. */
  readonly service: Service | null;
}

export async function loadRules(tx: Tx, ctx: Context): Promise<ReadingRules> {
  const own = await store.findTaxonomy(tx, ctx.workspace.id);
  const corrections = new Map<string, Correction[]>();
  for (const { clause_key: key, code, polarity } of await listCorrections(tx, ctx.workspace.id)) {
    corrections.set(key, [...(corrections.get(key) ?? []), { code, polarity }]);
  }
  return {
    taxonomy: own ? compileTaxonomy(own.reasons) : builtIn,
    version: own ? String(own.version) : BUILT_IN_VERSION,
    corrections,
    service: await loadService(tx, ctx),
  };
}

/** A reason that has been taken out of the taxonomy keeps its built-in name, or its code. */
export function labelOf(taxonomy: Taxonomy, code: string): { zh: string; en: string } {
  return (taxonomy.reasons.get(code) ?? builtIn.reasons.get(code))?.label ?? { zh: code, en: code };
}

/** As they are kept. */
export async function loadReasons(tx: Tx, ctx: Context): Promise<readonly Reason[]> {
  return (await store.findTaxonomy(tx, ctx.workspace.id))?.reasons ?? DEFAULT_TAXONOMY;
}

function definitionsOf(reasons: readonly Reason[]): ReasonDefinition[] {
  return reasons.map(({ code, label, seeds, bad = [], good = [] }) => ({
    code,
    label,
    seeds: [...seeds],
    bad: [...bad],
    good: [...good],
  }));
}

export function getTaxonomy(ctx: Context): Promise<TaxonomyAnswer> {
  return ctx.tx((tx) => present(tx, ctx));
}

export async function present(tx: Tx, ctx: Context): Promise<TaxonomyAnswer> {
  const own = await store.findTaxonomy(tx, ctx.workspace.id);
  if (!own) {
    const reasons = definitionsOf(DEFAULT_TAXONOMY);
    return { version: BUILT_IN_VERSION, builtIn: true, reasons, savedBy: null, savedAt: null };
  }
  const { version, reasons, saved_by: savedBy, saved_at: at } = own;
  return {
    version: String(version),
    builtIn: false,
    reasons: definitionsOf(reasons),
    savedBy,
    savedAt: at.toISOString(),
  };
}

export async function keepVersion(tx: Tx, ctx: Context, reasons: readonly Reason[]): Promise<void> {
  const version = await store.insertTaxonomy(tx, ctx.workspace.id, definitionsOf(reasons), ctx.actor.name, ctx.now);
  await audit(tx, ctx, {
    action: 'feedback.taxonomy_saved',
    entity: 'taxonomy',
    entityId: String(version),
    detail: { reasons: reasons.length },
  });
}

export function saveTaxonomy(ctx: Context, reasons: readonly ReasonDefinition[]): Promise<TaxonomyAnswer> {
  const codes = reasons.map(({ code }) => code);
  const twice = codes.find((code, at) => codes.indexOf(code) !== at);
  if (twice) throw new Problem('taxonomy_code_twice', { code: twice });
  return ctx.tx(async (tx) => {
    await keepVersion(tx, ctx, reasons);
    return present(tx, ctx);
  });
}

export function listTaxonomyVersions(ctx: Context) {
  return ctx.tx(async (tx) => ({
    items: (await listVersions(tx, ctx.workspace.id)).map(({ version, reasons, saved_by: savedBy, saved_at: at }) => ({
      version,
      reasons,
      savedBy,
      savedAt: at.toISOString(),
    })),
  }));
}

/** Nothing is taken away: the former version becomes the newest. */
export function restoreTaxonomy(ctx: Context, version: number): Promise<TaxonomyAnswer> {
  return ctx.tx(async (tx) => {
    const reasons = version === 0 ? DEFAULT_TAXONOMY : await store.findReasonsOf(tx, ctx.workspace.id, version);
    if (!reasons) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '这个版本' : 'this version' });
    await keepVersion(tx, ctx, reasons);
    return present(tx, ctx);
  });
}
