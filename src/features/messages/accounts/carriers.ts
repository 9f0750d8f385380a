/** Which adapter carries a channel in a workspace. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { type ChannelAdapter, channelAdapter } from '../adapter.ts';
import { SANDBOX, sandbox } from '../channels/sandbox.ts';
import { ChannelKind } from '../contract-definition.ts';
import { unseal } from './seal.ts';
import { sandboxAdapter } from '../sandbox/stand-in.ts';
import { type AccountRow, listAccounts } from './store-accounts.ts';

const ABSENT = 'none';

export interface Carrier {
  readonly channel: ChannelKind;
  readonly adapter: ChannelAdapter;
  readonly settings: unknown;
  /** The most attempts its account makes in a second; null: as many as there are. */
  readonly perSecond: number | null;
}

/** Only a live workspace sends in earnest; a replay and the demo never do, whatever is configured. */
export function sendsInEarnest(ctx: Context): boolean {
  return ctx.workspace.kind === 'live';
}

/** The chat of a web site reaches only who has opened it: with it alone, the company is still trying things out. */
const inEarnest = (accounts: readonly AccountRow[]): boolean => accounts.some((each) => each.channel !== 'web');

/** True once a channel is set up: then what the sandbox shows is no contact. */
export async function isInEarnest(tx: Tx, ctx: Context): Promise<boolean> {
  return sendsInEarnest(ctx) && inEarnest(await listAccounts(tx, ctx.workspace.id));
}

export async function carriersOf(tx: Tx, ctx: Context): Promise<ReadonlyMap<ChannelKind, Carrier>> {
  const accounts = sendsInEarnest(ctx) ? await listAccounts(tx, ctx.workspace.id) : [];
  const earnest = inEarnest(accounts);
  return new Map(
    ChannelKind.options.map((channel) => {
      const account = accounts.find((each) => each.channel === channel);
      if (account) return [channel, carrierOf(ctx, account)];
      return [channel, earnest ? absent(channel) : sandboxFor(ctx, channel)];
    }),
  );
}

const sandboxFor = (ctx: Context, channel: ChannelKind): Carrier => ({
  channel,
  adapter: sandboxAdapter(ctx.runtime, channel),
  settings: {},
  perSecond: null,
});

/**
 * Once one channel is in earnest, the others are shown in the sandbox and not played: an attempt there is refused at once, counts for nothing and leads to
 * the next channel. A message that seems to have arrived would be a lie, and one that waits for an answer nobody can give would hold up the real one.
 */
const absent = (channel: ChannelKind): Carrier => ({
  channel,
  adapter: { ...unreadable(channel), name: ABSENT },
  settings: {},
  perSecond: null,
});

/** An account whose settings cannot be read does not fall back to the sandbox: people would believe that it sends. */
function carrierOf(ctx: Context, account: AccountRow): Carrier {
  const { channel } = account;
  const adapter = ctx.runtime.slot(channelAdapter).find((each) => each.name === account.adapter);
  if (!adapter || adapter.kind !== channel)
    return { channel, adapter: unreadable(channel), settings: {}, perSecond: null };
  const limits = [adapter.perSecond, account.per_second].filter((each) => typeof each === 'number');
  const perSecond = limits.length > 0 ? Math.min(...limits) : null;
  const secrets = account.secrets === null ? {} : unseal(ctx, channel, account.secrets);
  const parsed = secrets ? adapter.settings.safeParse({ ...account.settings, ...secrets }) : null;
  return parsed?.success
    ? { channel, adapter, settings: parsed.data, perSecond }
    : { channel, adapter: { ...unreadable(channel), name: adapter.name }, settings: {}, perSecond };
}

function unreadable(channel: ChannelKind): ChannelAdapter {
  return {
    ...sandbox(channel),
    name: 'unreadable',
    send: async () => ({
      kind: 'rejected',
      scope: 'config',
      code: 'account',
      note: 'the settings of this channel cannot be read; enter them again',
    }),
  };
}

export const isAbsent = (carrier: Carrier): boolean => carrier.adapter.name === ABSENT;
export const isSandbox = (carrier: Carrier): boolean => carrier.adapter.name === SANDBOX;
