/** The contact policy of a workspace: the default until somebody sets another. What was saved before a channel came takes that channel's default. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';
import { B2B_DAYS, type ContactPolicy, DEFAULT_POLICY, type Span } from '../contract-policy.ts';
import { findPolicy } from '../accounts/store-accounts.ts';

export async function policyOf(tx: Tx, ctx: Context): Promise<ContactPolicy> {
  return completed((await findPolicy(tx, ctx.workspace.id))?.policy);
}

/** Hours were one span a day before they could be several. */
type Saved = Partial<Omit<ContactPolicy, 'hours'>> & {
  readonly hours?: Readonly<
    Partial<
      Record<ChannelKind, { readonly service: Span | readonly Span[]; readonly marketing: Span | readonly Span[] }>
    >
  >;
};

export function completed(saved: Saved | undefined): ContactPolicy {
  const days = saved?.customersAre === 'companies' ? B2B_DAYS : DEFAULT_POLICY.days;
  const hours = Object.entries(saved?.hours ?? {}).map(([channel, { service, marketing }]) => [
    channel,
    { service: [service].flat(), marketing: [marketing].flat() },
  ]);
  return {
    ...DEFAULT_POLICY,
    ...saved,
    hours: { ...DEFAULT_POLICY.hours, ...Object.fromEntries(hours) },
    days: { ...days, ...saved?.days },
  };
}
