/** Signing in by somebody else's word. Nobody is guessed: a person ties it to her own login first, while she is signed in. */
import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor, Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { isWorkspaceId } from '../../kit/ids.ts';
import { publicUrl } from '../../kit/public-url.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { isSameText } from '../../kit/same-text.ts';
import { audit } from './audit.ts';
import type { WayState } from './contract-ways.ts';
import { accessGate } from './gate.ts';
import { personOf } from './me.ts';
import { seal, unseal } from './seal.ts';
import { sha256 } from './secret.ts';
import { openSessionOf } from './sessions.ts';
import { allWorkspaces } from './store.ts';
import * as store from './store-ways.ts';
import { type SignInWay, signInWay } from './way.ts';
import { membershipsOf } from './workspaces.ts';

const COOKIE = 'huixiang.way';
const PATH = '/api/auth/ways';
const MINUTES = 10;
const SYSTEM: Actor = { kind: 'system', id: 'access', name: 'access' };

/** What the browser keeps while the person is elsewhere; sealed, so nobody can write one. */
const Kept = z.object({
  workspace: z.string(),
  way: z.string(),
  state: z.string(),
  until: z.number(),
  /** Who ties it to her login; null: somebody signs in. */
  userId: z.string().nullable(),
  back: z.string(),
});
type Kept = z.infer<typeof Kept>;

/** Why it did not come to a sign-in; the page says it in words. */
export type Wrong = 'way_over' | 'way_unknown' | 'way_elsewhere' | 'way_off';

interface Browser {
  readonly runtime: Runtime;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface Led {
  readonly to: string;
}

const findWay = (runtime: Runtime, name: string): SignInWay | undefined =>
  runtime.slot(signInWay).find((each) => each.name === name);

/** Allowed by an administrator, and asking the same people as then. */
async function isOn(ctx: Context, way: SignInWay): Promise<boolean> {
  const allowed = (await ctx.tx((tx) => store.allowedWays(tx, ctx.workspace.id))).find((row) => row.way === way.name);
  return allowed !== undefined && allowed.mark === (await markOf(ctx, way));
}

async function markOf(ctx: Context, way: SignInWay): Promise<string | null> {
  const mark = await way.mark(ctx);
  return mark === null ? null : sha256(mark);
}

export async function listWays(runtime: Runtime) {
  const items: { workspace: string; way: string; words: SignInWay['words']; company: string }[] = [];
  for (const workspace of await runtime.db.beyondWorkspaces(allWorkspaces)) {
    if (workspace.kind !== 'live') continue;
    const ctx = await runtime.open(workspace.id, SYSTEM);
    for (const way of runtime.slot(signInWay))
      if (await isOn(ctx, way))
        items.push({ workspace: workspace.id, way: way.name, words: way.words, company: workspace.name });
  }
  return { items: items.map((item) => ({ ...item, company: items.length > 1 ? item.company : null })) };
}

async function openWay(runtime: Runtime, asked: { workspace: string; way: string }) {
  const way = findWay(runtime, asked.way);
  const ctx =
    way && isWorkspaceId(asked.workspace) ? await runtime.open(asked.workspace, SYSTEM).catch(() => null) : null;
  return way && ctx && (await isOn(ctx, way)) ? { way, ctx } : null;
}

export async function beginWay(
  call: Browser,
  asked: { workspace: string; way: string; intent: 'signIn' | 'link'; return?: string | undefined },
): Promise<Led> {
  const { runtime, request, reply } = call;
  const userId = asked.intent === 'link' ? personOf(await accessGate.identify(request, runtime)).id : null;
  const open = await openWay(runtime, asked);
  if (!open) return wrong('way_off');
  const state = randomBytes(24).toString('base64url');
  const { workspace, way } = asked;
  // Only an address of ours: a link must not carry a person elsewhere after signing in.
  const back = asked.return && /^\/(?![/\\])/.test(asked.return) ? asked.return : '/';
  const until = Date.now() + MINUTES * 60_000;
  const kept: Kept = { workspace, way, state, until, userId, back };
  keep(reply, seal(runtime, COOKIE, JSON.stringify(kept)), MINUTES * 60, runtime);
  const to = await open.way.authorizeUrl(open.ctx, {
    back: `${publicUrl(runtime)}${PATH}/${encodeURIComponent(workspace)}/${encodeURIComponent(way)}/back`,
    state,
    userAgent: request.headers['user-agent'] ?? '',
  });
  return { to };
}

export async function endWay(
  call: Browser,
  asked: { workspace: string; way: string; code?: string | undefined; state?: string | undefined },
): Promise<Led> {
  const { runtime, request, reply } = call;
  const kept = keptOf(runtime, request);
  const caller = kept?.userId ? await accessGate.identify(request, runtime) : null;
  keep(reply, '', 0, runtime);
  const fresh =
    kept !== null &&
    kept.workspace === asked.workspace &&
    kept.way === asked.way &&
    kept.until > Date.now() &&
    isSameText(kept.state, asked.state ?? '');
  // Whoever ties it is the one who began.
  if (!kept || !fresh || !asked.code || (kept.userId !== null && kept.userId !== caller?.id)) return wrong('way_over');
  const open = await openWay(runtime, asked);
  if (!open) return wrong('way_off');
  const subject = await open.way.whoIs(open.ctx, asked.code);
  if (subject === null) return wrong('way_unknown');
  return kept.userId === null ? enter(call, open, subject, kept.back) : tie(open, kept.userId, subject, kept.back);
}

async function tie(
  { ctx, way }: { ctx: Context; way: SignInWay },
  userId: string,
  subject: string,
  back: string,
): Promise<Led> {
  const mine = (await membershipsOf(ctx.runtime, userId)).find(({ workspace }) => workspace.id === ctx.workspace.id);
  if (!mine) return wrong('way_unknown');
  const own = await ctx.runtime.open(ctx.workspace.id, { kind: 'user', id: userId, name: mine.member.name });
  await own.tx(async (tx) => {
    await store.linkLogin(tx, own.workspace.id, { way: way.name, subject, userId, now: new Date() });
    await audit(tx, own, { action: 'user.way_linked', entity: 'user', entityId: userId, detail: { way: way.name } });
  });
  return { to: back };
}

async function enter(
  { runtime, request, reply }: Browser,
  { ctx, way }: { ctx: Context; way: SignInWay },
  subject: string,
  back: string,
): Promise<Led> {
  const userId = await ctx.tx((tx) => store.userOf(tx, ctx.workspace.id, way.name, subject));
  const mine = userId === null ? [] : await membershipsOf(runtime, userId);
  if (userId === null || !mine.some(({ workspace }) => workspace.id === ctx.workspace.id)) return wrong('way_unknown');
  // A company's word opens this company only: whoever administers it must not be able to enter others as her.
  const others = mine.some(({ workspace }) => workspace.kind === 'live' && workspace.id !== ctx.workspace.id);
  if (others) return wrong('way_elsewhere');
  await openSessionOf(runtime, request, reply, userId, way.name);
  return { to: back };
}

const wrong = (code: Wrong): Led => ({ to: `/sign-in?wrong=${code}` });

function keep(reply: FastifyReply, value: string, seconds: number, runtime: Runtime): void {
  const secure = publicUrl(runtime).startsWith('https:') ? '; Secure' : '';
  const text = `${COOKIE}=${value}; Path=${PATH}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
  const there = [reply.getHeader('set-cookie') ?? []].flat().map(String);
  reply.header('set-cookie', [...there, text]);
}

function keptOf(runtime: Runtime, request: FastifyRequest): Kept | null {
  const found = new RegExp(`(?:^|; )${COOKIE.replace('.', '\\.')}=([^;]*)`).exec(request.headers.cookie ?? '')?.[1];
  const text = found ? unseal(runtime, COOKIE, found) : null;
  return text === null ? null : (Kept.safeParse(JSON.parse(text)).data ?? null);
}

/** Of a workspace, for a member of it. */
export async function waysOf(ctx: Context, userId: string): Promise<{ items: WayState[] }> {
  const { allowed, links } = await ctx.tx(async (tx) => ({
    allowed: await store.allowedWays(tx, ctx.workspace.id),
    links: await store.linksOf(tx, ctx.workspace.id, userId),
  }));
  const items: WayState[] = [];
  for (const way of ctx.workspace.kind === 'live' ? ctx.runtime.slot(signInWay) : []) {
    const mark = await markOf(ctx, way);
    const row = allowed.find((each) => each.way === way.name);
    const link = links.find((each) => each.way === way.name);
    items.push({
      way: way.name,
      words: way.words,
      state: mark === null ? 'unset' : !row ? 'off' : row.mark === mark ? 'on' : 'changed',
      enabledBy: row?.enabled_by ?? null,
      enabledAt: row?.enabled_at.toISOString() ?? null,
      mine: link?.mine?.toISOString() ?? null,
      linked: link?.n ?? 0,
    });
  }
  return { items };
}

export async function setWay(ctx: Context, name: string, on: boolean): Promise<{ items: WayState[] }> {
  const way = findWay(ctx.runtime, name);
  if (!way) throw new Problem('not_found', { what: name });
  const mark = await markOf(ctx, way);
  if (on && mark === null) throw new Problem('way_unset');
  await ctx.tx(async (tx) => {
    const id = ctx.workspace.id;
    const before = (await store.allowedWays(tx, id)).find((row) => row.way === name);
    if (on && mark !== null) {
      // Other people are asked from now on: who was tied to those before is tied to nobody.
      if (before && before.mark !== mark) await store.forgetLinks(tx, id, name);
      await store.allowWay(tx, id, { way: name, mark, enabled_by: ctx.actor.name, enabled_at: new Date() });
    } else if (!(await store.endWay(tx, id, name))) return;
    const action = on ? 'workspace.way_allowed' : 'workspace.way_ended';
    await audit(tx, ctx, { action, entity: 'workspace', entityId: id, detail: { way: name } });
  });
  return waysOf(ctx, ctx.actor.id);
}

export async function unlink(ctx: Context, name: string): Promise<{ items: WayState[] }> {
  await ctx.tx(async (tx) => {
    if (!(await store.unlinkLogin(tx, ctx.workspace.id, name, ctx.actor.id)))
      throw new Problem('not_found', { what: name });
    await audit(tx, ctx, {
      action: 'user.way_unlinked',
      entity: 'user',
      entityId: ctx.actor.id,
      detail: { way: name },
    });
  });
  return waysOf(ctx, ctx.actor.id);
}
