/** What the room hears from upstream. */
import { on } from '../../kit/bus.ts';
import { readingsTaken } from '../metrics/index.ts';
import { BATCH, classifyCustomers } from './compute.ts';
import { startRun } from './run.ts';

export const hearReadings = on(readingsTaken, 'classes.classify', {
  handle: async (ctx, { customers, corrected }) => {
    if (customers === null) {
      await ctx.tx((tx) => startRun(tx, ctx, 'rebuilt'));
      return;
    }
    const cause = corrected ? 'corrected' : 'reading';
    for (let at = 0; at < customers.length; at += BATCH)
      await ctx.tx((tx) => classifyCustomers(tx, ctx, customers.slice(at, at + BATCH), cause));
  },
});
