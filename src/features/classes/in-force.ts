/** The matrix: what is built in is version 0 of every workspace; what is published stands beside it and does not change. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { BUILT_IN_MATRIX } from './built-in.ts';
import type { MatrixVersion } from './contract.ts';
import { listMatrixRows, type MatrixRow } from './store-matrix.ts';

const BUILT_IN: MatrixVersion = {
  version: 0,
  definition: BUILT_IN_MATRIX,
  note: '',
  createdBy: 'system',
  createdAt: null,
};

export function toVersion({ version, definition, note, created_by, created_at }: MatrixRow): MatrixVersion {
  return { version, definition, note, createdBy: created_by, createdAt: created_at.toISOString() };
}

export async function matrixInForce(tx: Tx, ctx: Context): Promise<MatrixVersion> {
  const [newest] = await listMatrixRows(tx, ctx.workspace.id, 1);
  return newest ? toVersion(newest) : BUILT_IN;
}

/** Newest first, what is built in last. */
export async function matrixVersions(tx: Tx, ctx: Context): Promise<MatrixVersion[]> {
  return [...(await listMatrixRows(tx, ctx.workspace.id, 100)).map(toVersion), BUILT_IN];
}
