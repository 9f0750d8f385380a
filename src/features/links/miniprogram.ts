/** `{{miniprogram.link}}`: one address for everybody, made anew before it ends; tracked, it becomes one of each customer's own. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import type { Sweep } from '../../kit/feature.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { job } from '../../kit/jobs/job.ts';
import { audit, seal, unseal } from '../access/index.ts';
import { type MessageVariable, sendsInEarnest, toolsFor } from '../messages/index.ts';
import { type MiniProgram, WEIXIN } from './contract-miniprogram.ts';
import * as store from './store-miniprogram.ts';
import { urlMaker } from './url-maker.ts';

const MAKE = 'links.miniprogram';
const DAY_MS = 86_400_000;
/** Days before its end at which it is made anew: whoever got it last has so long at least. */
const EARLY_DAYS = 10;
/** What went wrong is tried again after so long. */
const AGAIN_MS = 10 * 60_000;

const purpose = (ctx: Context): string => `mini-program ${ctx.workspace.id}`;

/** In real time: WeChat knows no other. */
const dueNow = (again: number): store.Due => {
  const real = new Date();
  const later = (ms: number) => new Date(real.getTime() + ms);
  return { real, before: later(EARLY_DAYS * DAY_MS), askedSince: later(-again) };
};

export async function describeMini(tx: Tx, ctx: Context): Promise<MiniProgram> {
  const row = await store.findMini(tx, ctx.workspace.id);
  return {
    isSet: row !== null,
    appId: row?.app_id ?? '',
    unreadable: row !== null && unseal(ctx.runtime, purpose(ctx), row.secret) === null,
    baseUrl: row?.base_url ?? WEIXIN,
    path: row?.path ?? '',
    query: row?.query ?? '',
    url: row?.url ?? null,
    until: row?.url_until?.toISOString() ?? null,
    error: row?.error ?? null,
    updatedBy: row?.updated_by ?? null,
    updatedAt: row?.updated_at.toISOString() ?? null,
  };
}

interface Input {
  readonly appId: string;
  readonly secret: string;
  readonly path: string;
  readonly query: string;
  readonly baseUrl: string;
}

const ENTER = { zh: '请填写小程序的 AppSecret', en: 'Enter the secret of the mini-program' };

export async function setMini(tx: Tx, ctx: Context, input: Input): Promise<MiniProgram> {
  if (!sendsInEarnest(ctx)) throw new Problem('channel_not_earnest');
  const before = await store.findMini(tx, ctx.workspace.id);
  // What is kept is sent to no other server, and for no other program, than it was given for.
  const isSame = before?.app_id === input.appId && before.base_url === input.baseUrl;
  if (input.secret === '' && !isSame)
    throw new Problem('invalid_input', {}, [{ path: 'secret', field: 'secret', message: ENTER[ctx.locale] }]);
  await store.saveMini(tx, ctx.workspace.id, {
    app_id: input.appId,
    secret: input.secret === '' ? (before?.secret ?? '') : seal(ctx.runtime, purpose(ctx), input.secret),
    base_url: input.baseUrl,
    path: input.path,
    query: input.query,
    updated_by: ctx.actor.name,
    updated_at: ctx.now,
  });
  const { appId, path, query } = input;
  await audit(tx, ctx, {
    action: 'links.miniprogram_set',
    entity: 'mini_program',
    entityId: ctx.workspace.id,
    detail: { appId, path, query },
  });
  await enqueueMake(tx, ctx);
  return describeMini(tx, ctx);
}

/** Safe to run twice. */
export async function removeMini(tx: Tx, ctx: Context): Promise<MiniProgram> {
  if (await store.deleteMini(tx, ctx.workspace.id))
    await audit(tx, ctx, {
      action: 'links.miniprogram_removed',
      entity: 'mini_program',
      entityId: ctx.workspace.id,
      detail: {},
    });
  return describeMini(tx, ctx);
}

const enqueueMake = (tx: Tx, ctx: Context): Promise<void> =>
  enqueue(tx, ctx, [{ task: MAKE, payload: {}, key: `${MAKE}:${ctx.workspace.id}` }]);

export const miniJob = job<unknown>(MAKE, async (ctx) => {
  if (await ctx.tx((tx) => store.claimMini(tx, ctx.workspace.id, dueNow(AGAIN_MS)))) await makeLink(ctx);
});

export const miniSweep: Sweep = {
  name: MAKE,
  async run(ctx) {
    if (!sendsInEarnest(ctx)) return;
    await ctx.tx(async (tx) => {
      if (await store.isDue(tx, ctx.workspace.id, dueNow(AGAIN_MS))) await enqueueMake(tx, ctx);
    });
  },
};

/** On somebody's word: whether it works is seen at once. */
export async function makeLink(ctx: Context): Promise<MiniProgram> {
  const row = await ctx.tx((tx) => store.findMini(tx, ctx.workspace.id));
  if (row && sendsInEarnest(ctx)) {
    const secret = unseal(ctx.runtime, purpose(ctx), row.secret);
    const { app_id: appId, base_url: baseUrl, path, query } = row;
    const made =
      secret === null
        ? { error: ENTER[ctx.workspace.locale] }
        : await ctx.runtime.only(urlMaker).make({ appId, baseUrl, path, query, secret }, toolsFor(ctx, 'wechat'));
    await ctx.tx((tx) => store.saveMade(tx, ctx.workspace.id, row, made));
  }
  return ctx.tx((tx) => describeMini(tx, ctx));
}

export const miniProgramVariable: MessageVariable = {
  name: 'miniprogram.link',
  words: { zh: '小程序链接', en: 'Link that opens the mini-program' },
  example: { zh: 'https://wxaurl.cn/…', en: 'https://wxaurl.cn/…' },
  async resolve(tx, ctx, entries) {
    const row = await store.findMini(tx, ctx.workspace.id);
    const { url, url_until: until } = row ?? {};
    if (!url || !until || until <= new Date()) return new Map();
    return new Map(entries.map(({ messageId }) => [messageId, url]));
  },
};
