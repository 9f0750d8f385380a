/** What texts may take, of messages and of scripts, by name. */
import type { Context } from '../../../kit/context.ts';
import { speechVariables } from '../../scripts/index.ts';
import type { TextVariable } from '../contract-records.ts';
import { messageVariable } from './variable.ts';

export async function listTextVariables(ctx: Context): Promise<{ items: TextVariable[] }> {
  const found = new Map<string, TextVariable>();
  for (const { name, words, example } of ctx.runtime.slot(messageVariable))
    found.set(name, { name, words, example, in: ['message'] });
  for (const [name, words] of await ctx.tx((tx) => speechVariables(tx, ctx))) {
    const there = found.get(name);
    found.set(name, there ? { ...there, in: ['message', 'script'] } : { name, words, example: null, in: ['script'] });
  }
  return { items: [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
}
