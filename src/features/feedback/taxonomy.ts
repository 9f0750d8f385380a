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

function present(reasons: readonly Reason[]): ReasonDefinition[] {
  return reasons.map(({ code, label, seeds, bad = [], good = [] }) => ({
    code,
    label,
    seeds: [...seeds],
    bad: [...bad],
    good: [...good],
  }));
}

export function getTaxonomy(ctx: Context): Promise<TaxonomyAnswer> {
  return ctx.tx(async (tx) => {
    const own = await store.findTaxonomy(tx, ctx.workspace.id);
    if (!own) {
      const reasons = present(DEFAULT_TAXONOMY);
      return { version: BUILT_IN_VERSION, builtIn: true, reasons, savedBy: null, savedAt: null };
    }
    const { version, reasons, saved_by: savedBy, saved_at: at } = own;
    return { version: String(version), builtIn: false, reasons: present(reasons), savedBy, savedAt: at.toISOString() };
  });
}

export async function saveTaxonomy(ctx: Context, reasons: readonly ReasonDefinition[]): Promise<TaxonomyAnswer> {
  const codes = reasons.map(({ code }) => code);
  const twice = codes.find((code, at) => codes.indexOf(code) !== at);
  if (twice) throw new Problem('taxonomy_code_twice', { code: twice });
  await ctx.tx(async (tx) => {
    const version = await store.insertTaxonomy(tx, ctx.workspace.id, reasons, ctx.actor.name, ctx.now);
    await audit(tx, ctx, {
      action: 'feedback.taxonomy_saved',
      entity: 'taxonomy',
      entityId: String(version),
      detail: { reasons: codes.length },
    });
  });
  return getTaxonomy(ctx);
}
