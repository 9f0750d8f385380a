/** Files that were uploaded and never finished hold personal data: they are removed after a week. */
import { rm } from 'node:fs/promises';
import type { Sweep } from '../../../kit/feature.ts';
import { findLeftOver } from '../store-imports.ts';
import { change } from './run.ts';

const KEPT_MS = 7 * 86_400_000;

export const forgetUploads: Sweep = {
  name: 'customers.forgetUploads',
  live: true,
  async run(ctx) {
    const before = new Date(ctx.now.getTime() - KEPT_MS);
    const left = await ctx.tx((tx) => findLeftOver(tx, ctx.workspace.id, before));
    for (const run of left) {
      await rm(run.file_path, { force: true });
      const failure = { code: 'import_forgotten', values: {} };
      await change(ctx, run.import_id, (now) => ({ ...now, status: 'failed', uploaded: false, failure }));
    }
  },
};
