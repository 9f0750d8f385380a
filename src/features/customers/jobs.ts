import { enqueue } from '../../kit/jobs/enqueue.ts';
import { type Job, job } from '../../kit/jobs/job.ts';
import { runImport } from './imports/run.ts';
import { change } from './imports/run.ts';
import { IMPORT_JOB } from './imports/service.ts';

/** Works an import to its end. Asked to stop, it leaves the rest to whoever takes the next job. */
export const importJob: Job = job<{ importId: string }>(
  IMPORT_JOB,
  async (ctx, { importId }, { signal, lastAttempt }) => {
    try {
      const run = await runImport(ctx, importId, { signal });
      if (run.status !== 'running' || !signal.aborted) return;
      await ctx.tx((tx) => enqueue(tx, ctx, [{ task: IMPORT_JOB, payload: { importId } }]));
    } catch (error) {
      if (lastAttempt) {
        const failure = { code: 'import_defect', values: {} };
        await change(ctx, importId, (run) => ({ ...run, status: 'failed', failure }));
      }
      throw error;
    }
  },
);
