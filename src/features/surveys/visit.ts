/** One look at a link: who, which form, in which state. */
import type { CompiledForm } from '../../engine/forms/index.ts';
import { type Context, SYSTEM } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { contextIn, type Runtime, workspaceDirectory } from '../../kit/runtime.ts';
import { record } from '../events/index.ts';
import { compiledOf, type FormRef, type ResponseInput } from '../forms/index.ts';
import { type LinkState, stateOf } from './decide.ts';
import * as store from './store.ts';
import { readToken } from './token.ts';

export interface Visit {
  readonly ctx: Context;
  readonly link: store.LinkRow;
  readonly form: CompiledForm;
  readonly state: LinkState;
}

/** One transaction in the link's workspace; `null` when the token is not ours or its link is gone. */
export async function visit<T>(
  runtime: Runtime,
  token: string,
  work: (tx: Tx, visit: Visit) => Promise<T>,
): Promise<T | null> {
  const ref = readToken(runtime.home, token);
  if (!ref) return null;
  return visitAll(runtime, ref.workspace, [ref.linkId], async (tx, _ctx, [seen]) => (seen ? work(tx, seen) : null));
}

/** The same for several links of one workspace; visits in the order of the links, null for one that is gone. */
export async function visitAll<T>(
  runtime: Runtime,
  workspaceId: string,
  linkIds: readonly string[],
  work: (tx: Tx, ctx: Context, visits: readonly (Visit | null)[]) => Promise<T>,
): Promise<T | null> {
  return runtime.db.inWorkspace(workspaceId, async (tx) => {
    const workspace = await runtime.only(workspaceDirectory).find(tx, workspaceId);
    if (!workspace) return null;
    const links = new Map((await store.findVisited(tx, workspaceId, linkIds)).map((link) => [link.link_id, link]));
    const ctx = contextIn(runtime, workspace, { ...SYSTEM, id: 'survey', name: 'survey' });
    const visits: (Visit | null)[] = [];
    for (const linkId of linkIds) {
      const link = links.get(linkId);
      const form = link && (await compiledOf(tx, ctx, refOf(link), link.digest));
      visits.push(link && form ? { ctx, link, form, state: stateOf(link, ctx.now) } : null);
    }
    return work(tx, ctx, visits);
  });
}

export function refOf(link: store.LinkRow): FormRef {
  return { playbook: link.playbook, version: link.version, form: link.form_key };
}

/** A person opened it: told once. */
export async function noteOpened(tx: Tx, { ctx, link }: Visit): Promise<void> {
  if (link.opened_at || !(await store.markOpened(tx, ctx.workspace.id, link.link_id, ctx.now))) return;
  const { link_id, customer_id, playbook, form_key, run_id, epoch, message_id, channel } = link;
  const properties = {
    link: link_id,
    playbook,
    form: form_key,
    ...(run_id === null ? {} : { run: run_id }),
    ...(epoch === null ? {} : { epoch }),
    ...(message_id === null ? {} : { message: message_id }),
    ...(channel === null ? {} : { channel }),
  };
  const event = {
    source: 'surveys',
    externalId: link_id,
    customerId: customer_id,
    type: 'link_opened',
    occurredAt: ctx.now,
    properties,
  };
  await record(tx, ctx, [event], { cause: 'surveys' });
}

/** What was answered on the link's page. */
export function responseOf(link: store.LinkRow, answers: unknown, complete: boolean): ResponseInput {
  const { run_id, token } = link;
  return {
    responseKey: link.link_id,
    ref: refOf(link),
    customerId: link.customer_id,
    via: 'h5',
    channel: link.channel,
    run: run_id !== null && token !== null ? { runId: run_id, token } : null,
    epoch: link.epoch,
    answers,
    complete,
  };
}
