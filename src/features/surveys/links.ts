/** Personal links: made in batches, in the transaction that asks for them. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { publicUrl } from '../../kit/public-url.ts';
import { audit } from '../access/index.ts';
import { requireCustomer } from '../customers/index.ts';
import { type FormRef, type RunRef, saveResponse } from '../forms/index.ts';
import type { SurveyLink } from './contract.ts';
import { stateOf } from './decide.ts';
import * as store from './store.ts';
import { makeToken } from './token.ts';
import { responseOf } from './visit.ts';

const DAY_MS = 86_400_000;
/** How long a link is good for unless said otherwise. */
export const LINK_DAYS = 30;

export interface LinkEntry {
  readonly customerId: string;
  readonly ref: FormRef;
  /** One link per message, however often it is asked for. */
  readonly messageId?: string | null;
  readonly run?: RunRef | null;
  readonly epoch?: number | null;
  readonly channel?: string | null;
  readonly days?: number;
}

export interface MintedLink {
  readonly linkId: string;
  readonly url: string;
}

/** In the order of the entries. */
export async function mintLinks(tx: Tx, ctx: Context, entries: readonly LinkEntry[]): Promise<MintedLink[]> {
  if (entries.length === 0) return [];
  const fresh = entries.map((entry): store.NewLink => {
    const { customerId, ref, run, days = LINK_DAYS } = entry;
    return {
      linkId: newId('lnk'),
      customerId,
      playbook: ref.playbook,
      version: ref.version,
      form: ref.form,
      messageId: entry.messageId ?? null,
      runId: run?.runId ?? null,
      token: run?.token ?? null,
      epoch: entry.epoch ?? null,
      channel: entry.channel ?? null,
      expiresAt: new Date(ctx.now.getTime() + days * DAY_MS),
    };
  });
  await store.insertLinks(tx, ctx.workspace.id, fresh, ctx.now);
  const messages = fresh.flatMap(({ messageId }) => (messageId === null ? [] : [messageId]));
  const known = messages.length > 0 ? await store.linksOfMessages(tx, ctx.workspace.id, messages) : new Map();
  return fresh.map(({ linkId, messageId }) => {
    const id: string = messageId === null ? linkId : (known.get(messageId) ?? linkId);
    return { linkId: id, url: urlOf(ctx, id) };
  });
}

export function urlOf(ctx: Context, linkId: string): string {
  return `${publicUrl(ctx.runtime)}/s/${makeToken(ctx.runtime.home, { workspace: ctx.workspace.id, linkId })}`;
}

export function toLink(ctx: Context, row: store.LinkRow): SurveyLink {
  return {
    linkId: row.link_id,
    url: urlOf(ctx, row.link_id),
    playbook: row.playbook,
    version: row.version,
    form: row.form_key,
    customerId: row.customer_id,
    channel: row.channel,
    run: row.run_id,
    state: stateOf(row, ctx.now),
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    openedAt: row.opened_at?.toISOString() ?? null,
    answeredAt: row.answered_at?.toISOString() ?? null,
  };
}

async function requireLink(tx: Tx, ctx: Context, linkId: string): Promise<store.LinkRow> {
  const link = await store.findLink(tx, ctx.workspace.id, linkId);
  if (!link) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '链接' : 'link' });
  await requireCustomer(tx, ctx, link.customer_id);
  return link;
}

export async function getLink(tx: Tx, ctx: Context, linkId: string): Promise<SurveyLink> {
  return toLink(ctx, await requireLink(tx, ctx, linkId));
}

export async function makeLink(tx: Tx, ctx: Context, entry: LinkEntry): Promise<SurveyLink> {
  const [minted] = await mintLinks(tx, ctx, [entry]);
  if (!minted) throw new Error('one entry gives one link');
  const { form } = entry.ref;
  await audit(tx, ctx, {
    action: 'surveys.link_made',
    entity: 'survey_link',
    entityId: minted.linkId,
    detail: { form },
  });
  return toLink(ctx, await requireLink(tx, ctx, minted.linkId));
}

export async function revokeLink(tx: Tx, ctx: Context, linkId: string): Promise<SurveyLink> {
  await requireLink(tx, ctx, linkId);
  if (await store.revoke(tx, ctx.workspace.id, linkId, ctx.now))
    await audit(tx, ctx, { action: 'surveys.link_revoked', entity: 'survey_link', entityId: linkId });
  return toLink(ctx, await requireLink(tx, ctx, linkId));
}

/** A colleague writes down what the customer says: the response of her link, with whoever wrote it. The second of two who answer at once is told so. */
export async function answerLink(tx: Tx, ctx: Context, linkId: string, answers: unknown): Promise<SurveyLink> {
  const link = await requireLink(tx, ctx, linkId);
  if (stateOf(link, ctx.now) !== 'open') throw new Problem('link_closed');
  const { fresh } = await saveResponse(tx, ctx, {
    ...responseOf(link, answers, true),
    via: 'agent',
    by: ctx.actor.id,
  });
  if (!fresh) throw new Problem('link_closed');
  await store.markAnswered(tx, ctx.workspace.id, [linkId], ctx.now);
  return toLink(ctx, await requireLink(tx, ctx, linkId));
}
