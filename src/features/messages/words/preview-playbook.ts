/** A message of a playbook as one customer would get it, before it is saved. */
import type { Context } from '../../../kit/context.ts';
import { Problem } from '../../../kit/errors.ts';
import { findNamed, noteViewed, requireCustomer } from '../../customers/index.ts';
import { requirePlaybook } from '../../playbooks/index.ts';
import { ChannelKind, type MessageTemplate } from '../contract-definition.ts';
import type { PreviewedChannel } from '../contract-preview.ts';
import { previewTemplate, shownOf } from './preview.ts';

export async function previewMessage(
  ctx: Context,
  playbook: string,
  { template, customer }: { readonly template: MessageTemplate; readonly customer: string },
) {
  const { forms, named } = await ctx.tx(async (tx) => {
    const { definition } = await requirePlaybook(tx, ctx, playbook);
    const [found] = await findNamed(tx, ctx, [customer]);
    if (!found) throw new Problem('not_found', { what: 'customer' });
    await noteViewed(tx, ctx, [await requireCustomer(tx, ctx, found.customer_id)]);
    return { forms: definition.forms, named: found };
  });
  // Each by itself: she is asked once, so the first of several together would hold the others back.
  const channels: PreviewedChannel[] = [];
  for (const channel of ChannelKind.options.filter((kind) => template.channels[kind] !== undefined)) {
    const question = { template, channels: [channel], customerId: named.customer_id, of: { playbook, forms } };
    channels.push(...(await previewTemplate(ctx, question)).map(shownOf));
  }
  return { customerId: named.customer_id, name: named.name, channels };
}
