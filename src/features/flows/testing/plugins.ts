/** Actions for tests: one that ends later, and one that fails for whom it is told to. */
import { z } from 'zod';
import type { Feature } from '../../../kit/feature.ts';
import { fillSlot } from '../../../kit/slots/slot.ts';
import { type ActionEntry, defineFlowAction, flowAction, type TokenRef } from '../action.ts';

export interface Plugins {
  readonly feature: Feature;
  /** Everything `call` was asked to begin, in order. */
  readonly calls: ActionEntry<{ say: string }>[];
  readonly cancelled: TokenRef[];
  /** Customers `fragile` throws for. */
  readonly failing: Set<string>;
  /** How large each batch of `fragile` was. */
  readonly batches: number[];
}

export function makePlugins(): Plugins {
  const calls: ActionEntry<{ say: string }>[] = [];
  const cancelled: TokenRef[] = [];
  const failing = new Set<string>();
  const batches: number[] = [];
  const call = defineFlowAction({
    name: 'call',
    words: { zh: '打电话', en: 'Call' },
    params: z.strictObject({ say: z.string() }),
    ends: 'later',
    results: { done: { zh: '完成', en: 'done' }, refused: { zh: '拒绝', en: 'refused' } },
    run(_tx, _ctx, entries) {
      calls.push(...entries);
      return Promise.resolve();
    },
    cancel(_tx, _ctx, tokens) {
      cancelled.push(...tokens);
      return Promise.resolve();
    },
  });
  const fragile = defineFlowAction({
    name: 'fragile',
    words: { zh: '易碎', en: 'Fragile' },
    params: z.strictObject({}),
    ends: 'now',
    run(_tx, _ctx, entries) {
      batches.push(entries.length);
      const broken = entries.find(({ customerId }) => failing.has(customerId));
      return broken ? Promise.reject(new Error(`broken for ${broken.customerId}`)) : Promise.resolve();
    },
  });
  const feature: Feature = {
    name: 'plugins',
    words: { zh: '插件', en: 'Plug-ins' },
    fillings: [fillSlot(flowAction, call), fillSlot(flowAction, fragile)],
  };
  return { feature, calls, cancelled, failing, batches };
}
