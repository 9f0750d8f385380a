/** What a visitor's browser asks: by her token, of her own thread, and nothing else. */
import { createHash } from 'node:crypto';
import type { Context } from '../../kit/context.ts';
import type { Actor } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { isWorkingNow } from './online.ts';
import { normalizeEmail, normalizePhone } from '../customers/index.ts';
import { findSeen, noteClaim, type SeenLine } from '../inbox/index.ts';
import { takeFrom, takeReceipts } from '../messages/index.ts';
import type { ChatState } from './contract-visitor.ts';
import { lookOf } from './settings.ts';
import { insertVisitor, seeVisitor } from './store.ts';
import { readSite, readVisitor, visitorToken } from './tokens.ts';

const VISITOR: Actor = { kind: 'system', id: 'visitor', name: '访客' };
/** Lines a visitor's window shows. */
const SHOWN = 100;

const nowhere = (): Problem => new Problem('not_found', { what: 'chat' });

/** The workspace of a snippet; where the chat is off there is none. `preview`: the company looks at it before it is on. */
export async function openSite(runtime: Runtime, site: string): Promise<Context> {
  const workspace = readSite(runtime.home, site);
  if (!workspace) throw nowhere();
  return runtime.open(workspace, VISITOR).catch(() => {
    throw nowhere();
  });
}

export interface Beginning {
  readonly locale: 'zh' | 'en';
  readonly page?: string | undefined;
}

export async function begin(ctx: Context, { locale, page }: Beginning): Promise<{ token: string }> {
  return ctx.tx(async (tx) => {
    const { isOn, look } = await lookOf(tx, ctx);
    if (!isOn) throw nowhere();
    const visitorId = newId('vst');
    const where = page?.replaceAll('\0', '') ?? null;
    await insertVisitor(
      tx,
      ctx.workspace.id,
      { visitorId, locale, wording: look.consent[locale], page: where },
      ctx.now,
    );
    return { token: visitorToken(ctx.runtime.home, ctx.workspace.id, visitorId) };
  });
}

/** The visitor of a token, or 404: what it is not, nobody needs to know. */
export function visitorOf(ctx: Context, token: string): string {
  const visitorId = readVisitor(ctx.runtime.home, ctx.workspace.id, token);
  if (!visitorId) throw nowhere();
  return visitorId;
}

export function look(ctx: Context, visitorId: string, asked: { rev?: string | undefined; seen: boolean }) {
  return ctx.tx(async (tx) => {
    await requireOpen(tx, ctx, visitorId);
    return stateOf(tx, ctx, visitorId, asked);
  });
}

export interface Said {
  readonly key: string;
  readonly text: string;
  /** Of what she picked from. */
  readonly choice?: string | undefined;
}

export function say(ctx: Context, visitorId: string, { key, text, choice }: Said): Promise<ChatState> {
  return ctx.tx(async (tx) => {
    await requireOpen(tx, ctx, visitorId);
    await takeFrom(tx, ctx, 'web', [
      {
        type: 'inbound',
        key: `${visitorId}:${key}`,
        from: visitorId,
        text: text.replaceAll('\0', ''),
        at: ctx.now,
        ...(choice === undefined ? {} : { choice: choice.replaceAll('\0', '') }),
      },
    ]);
    return stateOf(tx, ctx, visitorId, { seen: true });
  });
}

export interface Contact {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

/** A claim: whose number it is nobody has seen. It never shows her anything of a customer's. */
export function leaveContact(ctx: Context, visitorId: string, contact: Contact): Promise<{ kept: boolean }> {
  const name = plain(contact.name);
  const phone = plain(contact.phone) && normalizePhone(plain(contact.phone) ?? '');
  const email = plain(contact.email) && normalizeEmail(plain(contact.email) ?? '');
  const wrong = [
    ...(phone && !/^\+?\d{5,16}$/.test(phone) ? ['phone'] : []),
    ...(email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? ['email'] : []),
    ...(phone || email ? [] : ['phone']),
  ];
  if (wrong.length > 0)
    throw new Problem(
      'invalid_input',
      {},
      wrong.map((field) => ({ path: field, field, message: field })),
    );
  return ctx.tx(async (tx) => {
    await requireOpen(tx, ctx, visitorId);
    await noteClaim(tx, ctx, { channel: 'web', address: visitorId }, { name, phone, email });
    return { kept: true };
  });
}

const plain = (text: string | undefined): string | null => text?.replaceAll('\0', '').trim() || null;

async function requireOpen(tx: Tx, ctx: Context, visitorId: string): Promise<void> {
  const { isOn } = await lookOf(tx, ctx);
  if (!isOn || !(await seeVisitor(tx, ctx.workspace.id, visitorId, ctx.now))) throw nowhere();
}

async function stateOf(
  tx: Tx,
  ctx: Context,
  visitorId: string,
  { rev: known, seen }: { rev?: string | undefined; seen: boolean },
): Promise<ChatState> {
  const lines = await findSeen(tx, ctx.workspace.id, { channel: 'web', address: visitorId }, SHOWN);
  await tellSeen(tx, ctx, lines, seen);
  const rev = createHash('sha256')
    .update(lines.map(({ id }) => id).join())
    .digest('base64url')
    .slice(0, 16);
  return {
    rev,
    online: await isWorkingNow(tx, ctx),
    lines:
      rev === known
        ? null
        : lines.map(({ id, from, text, name, at, choices }) => ({
            id,
            from: from === 'in' ? ('me' as const) : ('us' as const),
            text,
            name,
            at: at.toISOString(),
            choices: choices ? [...choices] : null,
          })),
  };
}

/** What her browser has fetched has arrived; what stood before her eyes is read. */
async function tellSeen(tx: Tx, ctx: Context, lines: readonly SeenLine[], seen: boolean): Promise<void> {
  const status = seen ? ('read' as const) : ('delivered' as const);
  const news = lines.filter(({ state }) => state === 'accepted' || (seen && state === 'delivered'));
  if (news.length === 0) return;
  await takeReceipts(
    tx,
    ctx,
    news.map(({ id }) => ({ key: `webchat:${id}:${status}`, deliveryId: id, channel: 'web', status, at: ctx.now })),
  );
}
