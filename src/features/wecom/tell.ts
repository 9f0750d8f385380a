/** Of what colleagues are told: escalations, and customers of theirs who write. */
import { on } from '../../kit/bus.ts';
import { inboundReceived } from '../messages/index.ts';
import { acceptanceOverdue } from '../tasks/index.ts';
import { notify } from './notes.ts';
import { ownersOf } from './store-staff.ts';

const WORDS = {
  zh: {
    overdue: (name: string) => `任务没有人按时接受，已转给您：${name}。请在回响里处理。`,
    wrote: (name: string, text: string) => `${name} 来消息：${text}`,
    nobody: '一位客户',
  },
  en: {
    overdue: (name: string) => `Nobody accepted a task in time; it is yours now: ${name}.`,
    wrote: (name: string, text: string) => `${name} wrote: ${text}`,
    nobody: 'A customer',
  },
} as const;

export const tellOverdue = on(acceptanceOverdue, 'wecom.tellOverdue', {
  select: async (_tx, _ctx, { items }) => {
    const own = items.flatMap(({ taskId, customerId, superiorId }) =>
      superiorId ? [{ taskId, customerId, superiorId }] : [],
    );
    return own.length > 0 ? own : null;
  },
  handle: (ctx, items) =>
    ctx.tx(async (tx) => {
      const names = new Map(
        (
          await ownersOf(
            tx,
            ctx.workspace.id,
            items.map((each) => each.customerId),
          )
        ).map((row) => [row.customer_id, row.name]),
      );
      const words = WORDS[ctx.workspace.locale];
      await notify(
        tx,
        ctx,
        items.map(({ taskId, customerId, superiorId }) => ({
          key: `overdue:${taskId}:${superiorId}`,
          member: superiorId,
          text: words.overdue(names.get(customerId) ?? words.nobody),
        })),
      );
    }),
});

/** Once in ten minutes of the same customer: who writes line by line rings once. */
const RINGS_MS = 600_000;

export const tellWrote = on(inboundReceived, 'wecom.tellWrote', {
  select: async (_tx, _ctx, { items }) => {
    const said = items.flatMap(({ customerId, text, kind, at }) =>
      kind === 'reply' ? [{ customerId, text: text.slice(0, 60), at }] : [],
    );
    return said.length > 0 ? said : null;
  },
  handle: (ctx, items) =>
    ctx.tx(async (tx) => {
      const people = await ownersOf(tx, ctx.workspace.id, [...new Set(items.map((each) => each.customerId))]);
      const words = WORDS[ctx.workspace.locale];
      await notify(
        tx,
        ctx,
        people.flatMap(({ customer_id: id, name, owner_id: owner }) => {
          const last = items.findLast((each) => each.customerId === id);
          if (!owner || !last) return [];
          const turn = Math.floor(Date.parse(last.at) / RINGS_MS);
          return [{ key: `wrote:${id}:${turn}`, member: owner, text: words.wrote(name ?? words.nobody, last.text) }];
        }),
      );
    }),
});
