/** Recordings of calls that no line holds are fetched, and what is in them is read, with patience. */
import { job } from '../../kit/jobs/job.ts';
import { engineSettings } from './adapter.ts';
import { KEEP_TASK } from './callbacks.ts';
import { accountOf } from './line.ts';
import { keepRecordings, READ_TASK, readRecordings } from './recordings.ts';
import { findCall } from './store.ts';
import { engineTools } from './tools.ts';

interface OfCall {
  readonly callId: string;
}

export const keepJob = job<OfCall>(KEEP_TASK, async (ctx, { callId }) => {
  const account = await accountOf(ctx);
  const call = await ctx.tx((tx) => findCall(tx, ctx.workspace.id, callId));
  // While it goes on it may get more; its end asks again. A switch that holds its calls gives its recordings to its own line.
  if (!account?.engine.byCallback || call?.state !== 'ended') return;
  const tools = engineTools(ctx, () => Promise.resolve(ctx));
  const line = await account.engine.open(engineSettings(account.engine, account.raw), NOBODY_HEARS, tools);
  await keepRecordings(ctx, line, account.settings, callId);
  await line.close();
});

const NOBODY_HEARS = { on: () => undefined, lost: () => undefined };

export const readJob = job<OfCall>(READ_TASK, async (ctx, { callId }, { lastAttempt }) => {
  const account = await accountOf(ctx);
  if (account) await readRecordings(ctx, account.settings, callId, lastAttempt);
});
