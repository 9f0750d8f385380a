/** What time does to calls: it ends those of the sandbox that nobody takes. And what it takes away: recordings whose days are over, prompts that nobody uses. */
import type { Sweep } from '../../kit/feature.ts';
import { leaveAlone } from './sandbox.ts';
import { nextLeftAlone } from './store-sandbox.ts';
import { expireSounds, dropPrompts } from './store-sounds.ts';

const PROMPT_DAYS_MS = 30 * 86_400_000;

export const callsSweep: Sweep = {
  name: 'calls.expire',
  upkeep: true,
  async run(ctx) {
    await ctx.tx(async (tx) => {
      await expireSounds(tx, ctx.workspace.id, ctx.now);
      await dropPrompts(tx, ctx.workspace.id, new Date(ctx.now.getTime() - PROMPT_DAYS_MS));
    });
  },
};

export const sandboxSweep: Sweep = {
  name: 'calls.sandbox',
  live: true,
  run: leaveAlone,
  next: (ctx) => ctx.tx((tx) => nextLeftAlone(tx, ctx.workspace.id, ctx.now)),
};
