/** What the room hears from upstream. */
import { on } from '../../kit/bus.ts';
import { readingsTaken } from '../metrics/index.ts';
import { BATCH, classifyCustomers } from './compute.ts';
import { startRun } from './run.ts';

export const hearReadings = on(readingsTaken, 'classes.classify', {
  handle: async (ctx, { customers }) => {
    if (customers === null) {
      await ctx.tx((tx) => startRun(tx, ctx, 'rebuilt'));
      return;
    }
    for (let at = 0; at < customers.length; at += BATCH)
      await ctx.tx((tx) => classifyCustomers(tx, ctx, customers.slice(at, at + BATCH), 'reading'));
  },
});
