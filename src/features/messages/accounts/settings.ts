/** Channels and the contact policy as a person sets them. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { type FieldError, Problem } from '../../../kit/errors.ts';
import { newId } from '../../../kit/ids.ts';
import { enqueue } from '../../../kit/jobs/enqueue.ts';
import { issueWords } from '../../../kit/zod-words.ts';
import { audit } from '../../access/index.ts';
import { type Attempt, type ChannelAdapter, channelAdapter } from '../adapter.ts';
import { approvedExample } from '../words/channel-templates.ts';
import { carriersOf, isSandbox, sendsInEarnest } from './carriers.ts';
import { ChannelKind } from '../contract-definition.ts';
import { type ContactPolicy, PUT_OFF } from '../contract-policy.ts';
import type { Channel } from '../contract-settings.ts';
import { openSpans } from '../decide-hours.ts';
import { DELIVER } from '../sending/outcomes.ts';
import { completed } from '../policy/policy.ts';
import { seal, unseal } from './seal.ts';
import * as store from './store-accounts.ts';
import { dropCached, listCursors } from '../sending/store-cache.ts';
import { findTrouble } from '../records/store-trouble.ts';
import { wakePutOff } from '../policy/store-told.ts';
import { callbackUrl, toolsFor } from '../sending/tools.ts';
import { unsubscribeUrl } from '../inbound/unsubscribe.ts';

export function listChannels(ctx: Context): Promise<{ items: Channel[]; earnest: boolean }> {
  return ctx.tx(async (tx) => ({ items: await describeAll(tx, ctx), earnest: sendsInEarnest(ctx) }));
}

async function describeAll(tx: Tx, ctx: Context): Promise<Channel[]> {
  const accounts = await store.listAccounts(tx, ctx.workspace.id);
  const cursors = await listCursors(tx, ctx.workspace.id);
  const trouble = await findTrouble(tx, ctx.workspace.id, new Date(ctx.now.getTime() - 86_400_000));
  return ChannelKind.options.map((channel) => {
    const account = accounts.find((each) => each.channel === channel);
    const secrets = account?.secrets ? unseal(ctx, channel, account.secrets) : {};
    const bad = trouble.find((each) => each.channel === channel);
    const asked = cursors.find((each) => each.channel === channel && each.adapter === account?.adapter);
    return {
      channel,
      adapters: adaptersOf(ctx, channel).map(({ name, words, fields, receipts, readCallback, perSecond }) => ({
        name,
        words,
        fields: fields.map(({ options, ...field }) => ({ ...field, ...(options ? { options: [...options] } : {}) })),
        receipts,
        calledBack: readCallback !== undefined,
        perSecond: perSecond ?? null,
      })),
      callbackUrl: callbackUrl(ctx, channel),
      asked: asked ? { at: asked.polled_at?.toISOString() ?? null, error: asked.error } : null,
      adapter: account?.adapter ?? null,
      settings: { ...account?.settings },
      perSecond: account?.per_second ?? null,
      secretsSet: Object.keys(secrets ?? {}),
      unreadable: secrets === null,
      updatedBy: account?.updated_by ?? null,
      updatedAt: account?.updated_at.toISOString() ?? null,
      trouble: bad ? { n: bad.n, code: bad.code, note: bad.note } : null,
    };
  });
}

const adaptersOf = (ctx: Context, channel: ChannelKind): ChannelAdapter[] =>
  ctx.runtime.slot(channelAdapter).filter((adapter) => adapter.kind === channel);

async function describe(tx: Tx, ctx: Context, channel: ChannelKind): Promise<Channel> {
  const found = (await describeAll(tx, ctx)).find((each) => each.channel === channel);
  if (!found) throw new Problem('not_found', { what: channel });
  return found;
}

export function setChannel(
  ctx: Context,
  channel: ChannelKind,
  input: { adapter: string; settings: Readonly<Record<string, unknown>>; perSecond?: number | null | undefined },
): Promise<Channel> {
  if (!sendsInEarnest(ctx)) throw new Problem('channel_not_earnest');
  const adapter = adaptersOf(ctx, channel).find((each) => each.name === input.adapter);
  if (!adapter) throw invalid([{ path: 'adapter', field: 'adapter', message: input.adapter }]);
  return ctx.tx(async (tx) => {
    const before = (await store.listAccounts(tx, ctx.workspace.id)).find((each) => each.channel === channel);
    const known = before?.secrets && before.adapter === adapter.name ? unseal(ctx, channel, before.secrets) : null;
    const given = Object.fromEntries(
      Object.entries(input.settings).filter(([, value]) => value !== '' && value !== null),
    );
    const parsed = adapter.settings.safeParse({ ...known, ...given });
    if (!parsed.success)
      throw invalid(
        parsed.error.issues.map((issue) => ({
          path: `settings.${issue.path.join('.')}`,
          field: String(issue.path[0] ?? ''),
          message: issueWords(issue, ctx.locale),
        })),
      );
    const { open, secret } = split(adapter, parsed.data as Record<string, unknown>);
    if (before && known && ledElsewhere(adapter, before.settings, open)) {
      const lacking = Object.keys(known).filter((key) => !(key in given));
      if (lacking.length > 0)
        throw invalid(
          lacking.map((key) => ({ path: `settings.${key}`, field: key, message: ENTER_AGAIN[ctx.locale] })),
        );
    }
    await store.saveAccount(tx, ctx.workspace.id, {
      channel,
      adapter: adapter.name,
      settings: open,
      secrets: Object.keys(secret).length > 0 ? seal(ctx, channel, secret) : null,
      per_second: input.perSecond ?? null,
      updated_by: ctx.actor.name,
      updated_at: ctx.now,
    });
    // Tokens of another account are no use any more.
    await dropCached(tx, ctx.workspace.id, channel);
    await audit(tx, ctx, {
      action: 'messages.channel_set',
      entity: 'channel_account',
      entityId: channel,
      detail: { adapter: adapter.name, settings: open },
    });
    return describe(tx, ctx, channel);
  });
}

const ENTER_AGAIN = {
  zh: '服务器换了，请重新填写',
  en: 'The server has changed; enter it again',
};

/** What is kept would be sent to another place than the one it was given for. */
function ledElsewhere(
  adapter: ChannelAdapter,
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): boolean {
  return adapter.fields.some(({ key, leads }) => leads && before[key] !== now[key]);
}

function split(adapter: ChannelAdapter, settings: Readonly<Record<string, unknown>>) {
  const secrets = new Set(adapter.fields.filter((field) => field.kind === 'secret').map((field) => field.key));
  const open: Record<string, unknown> = {};
  const secret: Record<string, string> = {};
  for (const [key, value] of Object.entries(settings)) {
    if (secrets.has(key)) secret[key] = String(value);
    else open[key] = value;
  }
  return { open, secret };
}

const invalid = (fields: readonly FieldError[]): Problem => new Problem('invalid_input', {}, fields);

/** Safe to run twice. */
export function removeChannel(ctx: Context, channel: ChannelKind): Promise<Channel> {
  return ctx.tx(async (tx) => {
    if (await store.deleteAccount(tx, ctx.workspace.id, channel))
      await audit(tx, ctx, {
        action: 'messages.channel_removed',
        entity: 'channel_account',
        entityId: channel,
        detail: {},
      });
    return describe(tx, ctx, channel);
  });
}

/** Asks what carries it whether it is there and knows the account. */
export async function probeChannel(ctx: Context, channel: ChannelKind): Promise<{ ok: boolean; note: string }> {
  const carrier = await ctx.tx(async (tx) => (await carriersOf(tx, ctx)).get(channel));
  if (!carrier || isSandbox(carrier)) throw new Problem('channel_not_set');
  return (await carrier.adapter.probe?.(carrier.settings, toolsFor(ctx, channel))) ?? { ok: true, note: '' };
}

const TEST = {
  zh: { subject: '回响试发', text: '这是一条试发的消息。收到就说明渠道已经接好。' },
  en: { subject: 'A test by Huixiang', text: 'This is a test. If you can read it, the channel works.' },
} as const;

/** One message to an address of the person's own, outside the record: it is told to no customer. */
export async function testChannel(
  ctx: Context,
  channel: ChannelKind,
  to: string,
): Promise<{ ok: boolean; code: string | null; note: string }> {
  const { carrier, example } = await ctx.tx(async (tx) => {
    const found = (await carriersOf(tx, ctx)).get(channel);
    if (!found || isSandbox(found)) throw new Problem('channel_not_set');
    const words = await approvedExample(tx, ctx, found.adapter);
    await audit(tx, ctx, {
      action: 'messages.channel_tested',
      entity: 'channel_account',
      entityId: channel,
      detail: { adapter: found.adapter.name },
    });
    return { carrier: found, example: words };
  });
  const deliveryId = newId('dlv');
  const attempt: Attempt = {
    deliveryId,
    to,
    purpose: 'service',
    content: example ?? TEST[ctx.locale],
    locale: ctx.locale,
    unsubscribeUrl: unsubscribeUrl(ctx, deliveryId),
    signal: AbortSignal.timeout(25_000),
  };
  const outcome = await carrier.adapter.send(carrier.settings, attempt, toolsFor(ctx, channel));
  const ok = outcome.kind === 'accepted' || outcome.kind === 'confirmed';
  return { ok, code: 'code' in outcome ? outcome.code : null, note: outcome.note ?? '' };
}

export function getPolicy(ctx: Context) {
  return ctx.tx(async (tx) => answerOf(await store.findPolicy(tx, ctx.workspace.id)));
}

function answerOf(found: Awaited<ReturnType<typeof store.findPolicy>>) {
  return {
    policy: completed(found?.policy),
    isDefault: found === null,
    updatedBy: found?.updated_by ?? null,
    updatedAt: found?.updated_at.toISOString() ?? null,
  };
}

const SHUT = {
  zh: '扣除静默时段后没有可触达的时间。',
  en: 'The hard stop leaves no time in these hours.',
} as const;

export function setPolicy(ctx: Context, policy: ContactPolicy) {
  const shut = ChannelKind.options.flatMap((channel) =>
    (['service', 'marketing'] as const)
      .filter((purpose) => openSpans(policy, channel, purpose).length === 0)
      .map((purpose) => ({ path: `hours.${channel}.${purpose}`, field: purpose, message: SHUT[ctx.locale] })),
  );
  if (shut.length > 0) throw invalid(shut);
  return ctx.tx(async (tx) => {
    await store.savePolicy(tx, ctx.workspace.id, { policy, by: ctx.actor.name, now: ctx.now });
    // What it frees is looked at now, what it closes when its turn comes.
    if ((await wakePutOff(tx, ctx.workspace.id, PUT_OFF, ctx.now)) > 0)
      await enqueue(tx, ctx, [{ task: DELIVER, payload: {}, key: `${DELIVER}:${ctx.workspace.id}` }]);
    await audit(tx, ctx, {
      action: 'messages.policy_changed',
      entity: 'contact_policy',
      entityId: ctx.workspace.id,
      detail: { policy },
    });
    return answerOf(await store.findPolicy(tx, ctx.workspace.id));
  });
}
