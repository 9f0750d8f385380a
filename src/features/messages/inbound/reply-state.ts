/** Whether, and how long, somebody can be answered on the channel she wrote on. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { type AddressKind, findContacts } from '../../customers/index.ts';
import { addressOf } from '../accounts/addresses.ts';
import { carriersOf, isAbsent, isSandbox } from '../accounts/carriers.ts';
import type { ChannelKind } from '../contract-definition.ts';
import { findWritten } from './store-inbound.ts';

export interface ReplyState {
  readonly carried: 'yes' | 'sandbox' | 'no';
  readonly needs: AddressKind;
  /** Of a channel that takes answers only: until when, and how many more. */
  readonly window: { readonly until: Date; readonly most: number; readonly left: number } | null;
}

export async function replyState(
  tx: Tx,
  ctx: Context,
  to: { readonly channel: ChannelKind; readonly customerId: string | null; readonly address: string | null },
): Promise<ReplyState> {
  const carrier = (await carriersOf(tx, ctx)).get(to.channel);
  if (!carrier) throw new Error(`nothing is known of the channel ${to.channel}`);
  const { needs, window } = carrier.adapter;
  const carried = isAbsent(carrier) ? 'no' : isSandbox(carrier) ? 'sandbox' : 'yes';
  if (!window) return { carried, needs, window: null };
  const [person] = to.customerId === null ? [] : await findContacts(tx, ctx.workspace.id, [to.customerId]);
  const address = to.address ?? addressOf(person, { needs, sandbox: carried === 'sandbox' });
  const asked = {
    channel: to.channel,
    addresses: address === null ? [] : [address],
    from: new Date(ctx.now.getTime() - 2 * window.ms),
  };
  const written = (await findWritten(tx, ctx.workspace.id, asked)).get(address ?? '');
  return {
    carried,
    needs,
    window: {
      until: new Date((written?.at.getTime() ?? 0) + window.ms),
      most: window.most,
      left: written ? Math.max(0, window.most - written.n) : 0,
    },
  };
}
