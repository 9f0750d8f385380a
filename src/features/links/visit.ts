/** Somebody comes by a link: led on, counted when a person stands behind it, told once. */
import { createHmac } from 'node:crypto';
import type { NoPerson } from '../../engine/visitor/index.ts';
import { type Context, SYSTEM } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { contextIn, type Runtime, workspaceDirectory } from '../../kit/runtime.ts';
import { installationKey } from '../access/index.ts';
import { type NewEvent, record } from '../events/index.ts';
import { ChannelKind, takeReceipts } from '../messages/index.ts';
import { looksMade, readPlace } from './address.ts';
import { placeOf, stateOf, whyNotCounted } from './decide.ts';
import { tooOften } from './pace.ts';
import * as store from './store.ts';
import * as visits from './store-visits.ts';

export interface Visitor {
  readonly ip: string;
  readonly agent: string;
  readonly noPerson: NoPerson | null;
}

export type Led =
  | { readonly to: string }
  | { readonly closed: 'expired' | 'archived'; readonly ctx: Context }
  | { readonly closed: 'missing' | 'busy' };

/** What expired long ago is not kept; she is told the same as the day after it expired. */
type Found = Led | { readonly deleted: Context } | null;

/** Touched twice by an impatient finger: once. */
const TWICE_MS = 2000;

/** `kind`: an address is not a picture, nor the other way round. */
export async function comeBy(runtime: Runtime, address: string, visitor: Visitor, kind: 'link' | 'open'): Promise<Led> {
  const place = readPlace(address);
  const found = place
    ? await runtime.db.inWorkspace(place.workspace, async (tx): Promise<Found> => {
        const workspace = await runtime.only(workspaceDirectory).find(tx, place.workspace);
        const link = workspace && (await store.findByCode(tx, place.workspace, place.code));
        if (!workspace) return null;
        const ctx = contextIn(runtime, workspace, VISITOR);
        if (!link)
          return looksMade({ home: runtime.home, workspace: workspace.id }, place.code) ? { deleted: ctx } : null;
        if ((link.kind === 'open') !== (kind === 'open')) return null;
        const state = stateOf(link, ctx.now);
        if (state !== 'open') return { closed: state, ctx };
        await note(tx, ctx, link, visitor);
        return { to: link.target };
      })
    : null;
  if (found && !('deleted' in found)) return found;
  if (tooOften('guess', visitor.ip)) return { closed: 'busy' };
  return found ? { closed: 'expired', ctx: found.deleted } : { closed: 'missing' };
}

const VISITOR = { ...SYSTEM, id: 'visitor', name: 'visitor' };

/** The same at the time of a company that is lived through, for whoever plays its customers. */
export async function visitLink(tx: Tx, ctx: Context, address: string, visitor: Visitor): Promise<void> {
  const place = readPlace(address);
  if (place?.workspace !== ctx.workspace.id) return;
  const link = await store.findByCode(tx, place.workspace, place.code);
  if (link && link.kind !== 'open' && stateOf(link, ctx.now) === 'open') await note(tx, ctx, link, visitor);
}

async function note(tx: Tx, ctx: Context, link: store.LinkRow, visitor: Visitor): Promise<void> {
  if (tooOften('address', visitor.ip)) return;
  const looked = new Date();
  const who = visitorKey(ctx, visitor);
  const often = tooOften('visit', `${link.link_id} ${who}`);
  const bot = whyNotCounted({ noPerson: visitor.noPerson, often, looked, machinesUntil: link.machines_until });
  const visit: visits.Visit = {
    linkId: link.link_id,
    visitor: who,
    bot,
    now: ctx.now,
    zone: ctx.workspace.zone,
    looked,
    twiceSince: new Date(looked.getTime() - TWICE_MS),
  };
  if (!(await visits.holdForVisit(tx, ctx.workspace.id, visit))) return;
  const isNew = await visits.insertVisit(tx, ctx.workspace.id, visit);
  if (await visits.countVisit(tx, ctx.workspace.id, visit, isNew)) await tell(tx, ctx, link);
}

/** One for a day: the day is in it, and whoever has it cannot go back to her. */
function visitorKey(ctx: Context, { ip, agent }: Visitor): string {
  const day = ctx.now.toISOString().slice(0, 10);
  const key = installationKey(ctx.runtime.home, 'links.visitor');
  return createHmac('sha256', key).update(`${ctx.workspace.id} ${day} ${ip} ${agent}`).digest('base64url').slice(0, 16);
}

/** The first person who came by it: an event of hers, and the proof that she has read the message. */
async function tell(tx: Tx, ctx: Context, link: store.LinkRow): Promise<void> {
  const { link_id: linkId, delivery_id: deliveryId, customer_id: customerId } = link;
  if (!customerId) return;
  await record(tx, ctx, [eventOf(link, customerId, ctx.now)], { cause: 'links' });
  const channel = ChannelKind.safeParse(link.channel);
  if (deliveryId && channel.success)
    await takeReceipts(tx, ctx, [
      { key: `links:${linkId}`, deliveryId, channel: channel.data, status: 'read', at: ctx.now },
    ]);
}

function eventOf(link: store.LinkRow, customerId: string, now: Date): NewEvent {
  const { playbook, message_key: message, channel, delivery_id: delivery, run_id: run, epoch } = link;
  const known = { playbook, message, channel, delivery, run, epoch };
  return {
    source: 'links',
    externalId: link.link_id,
    customerId,
    type: link.kind === 'open' ? 'email_opened' : 'link_clicked',
    occurredAt: now,
    properties: {
      link: link.link_id,
      ...(link.kind === 'open' ? {} : { to: placeOf(link.target) }),
      ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null && value !== '')),
    },
  };
}
