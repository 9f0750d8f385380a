/** Channels that are asked what is new: about every minute, and at once when a callback rings. One process asks at a time. */
import { z } from 'zod';
import type { Context } from '../../../kit/context.ts';
import type { Sweep } from '../../../kit/feature.ts';
import { enqueue } from '../../../kit/jobs/enqueue.ts';
import { job } from '../../../kit/jobs/job.ts';
import { type Carrier, carriersOf } from '../accounts/carriers.ts';
import { ChannelKind } from '../contract-definition.ts';
import { POLL } from './poll-task.ts';
import { freeCursor, leaseCursor, saveCursor } from '../sending/store-cache.ts';
import { takeEvents } from './take-events.ts';
import { toolsFor } from '../sending/tools.ts';

/** So many pages in one go; what is left comes with the next. */
const MOST_PAGES = 100;
const LEASE_MS = 60_000;

const Payload = z.object({ channel: ChannelKind, hint: z.string().optional() });

export const pollJob = job<unknown>(POLL, async (ctx, payload) => {
  const { channel, hint } = Payload.parse(payload);
  const carrier = await ctx.tx(async (tx) => (await carriersOf(tx, ctx)).get(channel));
  if (carrier) await pollChannel(ctx, carrier, hint);
});

const isPolled = ({ adapter, settings }: Carrier): boolean =>
  adapter.poll !== undefined && (adapter.polls?.(settings) ?? true);

/** Returns how many pages were read; 0 too while another process reads. */
export async function pollChannel(ctx: Context, carrier: Carrier, hint?: string): Promise<number> {
  const { channel, adapter, settings } = carrier;
  if (!adapter.poll || !isPolled(carrier)) return 0;
  const tools = toolsFor(ctx, channel);
  let pages = 0;
  for (let more = true; more && pages < MOST_PAGES; pages++) {
    const real = new Date();
    const until = new Date(real.getTime() + LEASE_MS);
    const lease = await ctx.tx((tx) =>
      leaseCursor(tx, ctx.workspace.id, { channel, adapter: adapter.name, real, until }),
    );
    if (!lease) return pages;
    try {
      const page = await adapter.poll(settings, lease.cursor, tools, hint);
      more = page.more;
      await ctx.tx(async (tx) => {
        await takeEvents(tx, ctx, carrier, page.events);
        await saveCursor(tx, ctx.workspace.id, { channel, cursor: page.cursor, now: ctx.now });
        await freeCursor(tx, ctx.workspace.id, channel, null);
      });
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      await ctx.tx((tx) => freeCursor(tx, ctx.workspace.id, channel, said.slice(0, 300)));
      ctx.runtime.log.warn({ channel, adapter: adapter.name, error: said }, 'a channel could not be asked');
      return pages;
    }
  }
  return pages;
}

export const pollSweep: Sweep = {
  name: 'messages.poll',
  live: true,
  async run(ctx) {
    await ctx.tx(async (tx) => {
      const asked = [...(await carriersOf(tx, ctx)).values()].filter(isPolled);
      await enqueue(
        tx,
        ctx,
        asked.map(({ channel }) => ({
          task: POLL,
          payload: { channel },
          key: `${POLL}:${ctx.workspace.id}:${channel}`,
        })),
      );
    });
  },
};
