/** The model that reads texts, as a person sets it up. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { refusalUnasked } from '../../kit/net/guarded.ts';
import { audit, seal, unseal } from '../access/index.ts';
import type { TextModelAnswer, TextModelInput, TextModelProbe } from './contract-text-model.ts';
import { ENDPOINT, textModel } from './model.ts';
import { breakerOf } from './models/endpoint/breaker.ts';
import { idOf, purposeOf, serviceOf } from './service.ts';
import * as store from './store-text-model.ts';
import { loadRules } from './taxonomy.ts';

const DAY = 86_400_000;
export function getTextModel(ctx: Context): Promise<TextModelAnswer> {
  return ctx.tx((tx) => describe(tx, ctx));
}

async function describe(tx: Tx, ctx: Context): Promise<TextModelAnswer> {
  const row = await store.findTextModel(tx, ctx.workspace.id);
  const read = await store.readBy(tx, ctx.workspace.id, new Date(ctx.now.getTime() - DAY));
  const answered = read.filter(({ provider }) => provider === ENDPOINT);
  const fell = read.flatMap(({ fallback, n, last }) => (fallback ? [{ fallback, n, last }] : []));
  const newest = (rows: readonly { last: Date }[]): number => Math.max(0, ...rows.map(({ last }) => last.getTime()));
  const lastFell = [...fell].sort((a, b) => b.last.getTime() - a.last.getTime())[0];
  const isFailing = lastFell !== undefined && lastFell.last.getTime() >= newest(answered);
  const rests = row ? breakerOf(idOf(ctx, row)).restsUntil() : 0;
  const sum = (rows: readonly { n: number }[]): number => rows.reduce((all, { n }) => all + n, 0);
  return {
    settings: row && {
      baseUrl: row.base_url,
      model: row.model,
      timeoutMs: row.timeout_ms,
      use: row.used_for,
      keySet: row.key_sealed !== null,
      keyUnreadable: row.key_sealed !== null && unseal(ctx.runtime, purposeOf(ctx), row.key_sealed) === null,
      updatedBy: row.updated_by,
      updatedAt: row.updated_at.toISOString(),
    },
    status: {
      state: !row ? 'off' : isFailing ? 'falling_back' : answered.length > 0 ? 'working' : 'waiting',
      answered: sum(answered),
      fellBack: sum(fell),
      why: fell.map(({ fallback, n }) => ({ fallback, n })).sort((a, b) => b.n - a.n),
      last: isFailing ? { fallback: lastFell.fallback, at: lastFell.last.toISOString() } : null,
      restsUntil: rests > 0 ? new Date(rests).toISOString() : null,
    },
  };
}

const REFUSED = {
  address_refused: {
    zh: '这是内网或本机地址；需要时请管理员把它写进 HUIXIANG_WEBHOOK_ALLOW',
    en: 'a private or local address; where it is wanted, name it in HUIXIANG_WEBHOOK_ALLOW',
  },
  plain_refused: { zh: '公网地址须用 https', en: 'a public address needs https' },
} as const;

const ENTER_AGAIN = { zh: '服务器换了，请重新填写密钥', en: 'The server has changed; enter the key again' };

export function setTextModel(ctx: Context, input: TextModelInput): Promise<TextModelAnswer> {
  const why = refusalUnasked(new URL(input.baseUrl));
  if (why)
    throw new Problem('text_model_refused', {}, [
      { path: 'baseUrl', field: 'baseUrl', message: REFUSED[why][ctx.locale] },
    ]);
  return ctx.tx(async (tx) => {
    const before = await store.findTextModel(tx, ctx.workspace.id);
    // What is kept would be sent to another place than the one it was given for.
    const led = before?.key_sealed && new URL(before.base_url).origin !== new URL(input.baseUrl).origin;
    if (led && input.key === undefined)
      throw new Problem('invalid_input', {}, [{ path: 'key', field: 'key', message: ENTER_AGAIN[ctx.locale] }]);
    const { baseUrl, model, timeoutMs, use, key } = input;
    const kept =
      key === undefined ? (before?.key_sealed ?? null) : key === '' ? null : seal(ctx.runtime, purposeOf(ctx), key);
    await store.saveTextModel(tx, ctx.workspace.id, {
      base_url: baseUrl,
      model,
      timeout_ms: timeoutMs,
      used_for: use,
      key_sealed: kept,
      updated_by: ctx.actor.name,
      updated_at: ctx.now,
    });
    await audit(tx, ctx, {
      action: 'feedback.text_model_set',
      entity: 'text_model',
      entityId: ctx.workspace.id,
      detail: { baseUrl, model, use, timeoutMs },
    });
    return describe(tx, ctx);
  });
}

/** Safe to run twice. */
export function removeTextModel(ctx: Context): Promise<TextModelAnswer> {
  return ctx.tx(async (tx) => {
    if (await store.deleteTextModel(tx, ctx.workspace.id))
      await audit(tx, ctx, {
        action: 'feedback.text_model_removed',
        entity: 'text_model',
        entityId: ctx.workspace.id,
        detail: {},
      });
    return describe(tx, ctx);
  });
}

const SENTENCE = '医生很耐心，就是排队等了两个小时，收费也太贵了。';

export async function probeTextModel(ctx: Context): Promise<TextModelProbe> {
  const rules = await ctx.tx((tx) => loadRules(tx, ctx));
  const { taxonomy } = rules;
  const row = await ctx.tx((tx) => store.findTextModel(tx, ctx.workspace.id));
  if (!row) throw new Problem('text_model_not_set');
  // A breaker of its own: a person who tries wants to know how it is now.
  const service = { ...serviceOf(ctx, row), id: null };
  const started = performance.now();
  const model = ctx.runtime.slot(textModel).find(({ name }) => name === ENDPOINT);
  const [answer] = (await model?.analyse([SENTENCE], { taxonomy, service })) ?? [];
  return {
    ok: answer?.provider === ENDPOINT,
    fallback: answer?.fallback ?? null,
    ms: Math.round(performance.now() - started),
    text: SENTENCE,
    reasons: (answer?.reasons ?? []).map(({ code, polarity, start, end }) => ({
      code,
      polarity,
      quote: SENTENCE.slice(start, end),
    })),
  };
}
