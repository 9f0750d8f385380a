/** Customers and answers by the hundred, for tests that are about what comes after: one statement instead of a request each. */
import type { Context } from '../../../kit/context.ts';
import { findOrCreate } from '../../customers/index.ts';
import { newestVersion } from '../lists.ts';
import { OWN } from '../ref.ts';
import { saveResponses } from '../responses.ts';
import { requireForm } from '../service.ts';

/** New customers known by nothing but these ids; answers theirs, in the same order. */
export async function manyCustomers(ctx: Context, externalIds: readonly string[]): Promise<string[]> {
  const ids = await ctx.tx((tx) => findOrCreate(tx, ctx, externalIds));
  return externalIds.map((each) => ids.get(each) ?? '');
}

export interface Answered {
  readonly customerId: string;
  readonly responseKey: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Complete answers to a form of the company's own, as they come in through the API. */
export async function manyResponses(ctx: Context, form: string, items: readonly Answered[]): Promise<void> {
  await ctx.tx(async (tx) => {
    const ref = { playbook: OWN, version: await newestVersion(tx, ctx, OWN, form), form };
    const compiled = await requireForm(tx, ctx, ref);
    const inputs = items.map(({ responseKey, ...each }) => ({
      input: { ...each, responseKey: `api:${responseKey}`, ref, via: 'agent', by: ctx.actor.id, complete: true },
      form: compiled,
    }));
    await saveResponses(tx, ctx, inputs);
  });
}
