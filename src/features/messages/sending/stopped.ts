/** A run was stopped, for example because she bought: what it had not sent yet is not sent any more. */
import { on } from '../../../kit/bus.ts';
import { runsStopped } from '../../flows/index.ts';
import { closeMessages } from './close.ts';

export const closeStopped = on(runsStopped, 'messages.close', {
  handle: async (ctx, { runIds }) => {
    await ctx.tx((tx) => closeMessages(tx, ctx, { runIds, reason: 'stopped' }));
  },
});
