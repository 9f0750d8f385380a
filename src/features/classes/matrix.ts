/** A matrix is tried, and published. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { audit } from '../access/index.ts';
import type { MatrixDefinition, MatrixVersion, Preview } from './contract.ts';
import { flawsOf, type MatrixFlaw } from './decide.ts';
import { decidePreview } from './decide-preview.ts';
import { matrixInForce, toVersion } from './in-force.ts';
import { startRun } from './run.ts';
import { countCombinations, insertMatrix } from './store-matrix.ts';

const DAY_MS = 86_400_000;
/** Publishes the next version and starts to classify everybody by it. `base`: the version it was made from; another one since is a conflict. */
export function publishMatrix(
  ctx: Context,
  { definition, note, base }: { definition: MatrixDefinition; note: string; base: number },
): Promise<MatrixVersion> {
  requireSound(ctx, definition);
  return ctx.tx(async (tx) => {
    const current = await matrixInForce(tx, ctx);
    const version = current.version + 1;
    const row = { version, definition, note, created_by: ctx.actor.name, created_at: ctx.now };
    if (current.version !== base || !(await insertMatrix(tx, ctx.workspace.id, row)))
      throw new Problem('class_matrix_moved', { version: String(current.version) });
    await audit(tx, ctx, {
      action: 'classes.published',
      entity: 'class_matrix',
      entityId: String(version),
      detail: { version, note },
    });
    await startRun(tx, ctx, 'matrix');
    return toVersion(row);
  });
}

/** How many customers each cell and class would have, and how many would change. */
export async function previewMatrix(tx: Tx, ctx: Context, definition: MatrixDefinition): Promise<Preview> {
  requireSound(ctx, definition);
  const oldest = new Date(ctx.now.getTime() - definition.days * DAY_MS);
  return decidePreview(definition, await countCombinations(tx, ctx.workspace.id, oldest));
}

function requireSound(ctx: Context, definition: MatrixDefinition): void {
  const flaws = flawsOf(definition);
  if (flaws.length === 0) return;
  const fields = flaws.map(({ path, flaw }) => ({ path: `definition.${path}`, message: FLAWS[flaw][ctx.locale] }));
  throw new Problem('class_matrix_invalid', { message: fields[0]?.message ?? '' }, fields);
}

const FLAWS: Readonly<Record<MatrixFlaw['flaw'], { zh: string; en: string }>> = {
  cuts_order: { zh: '两个分界的先后不对', en: 'the two bounds are in the wrong order' },
  cuts_outside: {
    zh: '分界在量表之外，会有一档永远没有人',
    en: 'a bound lies outside the scale: one band would stay empty',
  },
  class_twice: { zh: '两个分层用了同一个代号', en: 'two classes have the same key' },
  class_reserved: { zh: '代号 none 留给“未分层”', en: 'the key none means “no class”' },
  cell_unknown: { zh: '没有这个格子', en: 'there is no such cell' },
  cell_missing: { zh: '有格子还没有选分层', en: 'a cell has no class yet' },
  class_unknown: { zh: '格子里的分层不在列表中', en: 'a cell names a class that is not in the list' },
};
