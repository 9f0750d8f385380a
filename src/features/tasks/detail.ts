/** One task with all that is needed to work on it. */
import type { Words } from '../../engine/words.ts';
import { type Context, EVERYTHING } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { may } from '../access/index.ts';
import { maskedData, maskedPhone, maskedWords, noteViewed, requireCustomer } from '../customers/index.ts';
import { findStats, knownTypesOf, timeline } from '../events/index.ts';
import { findByKey, findForm } from '../forms/index.ts';
import { findScript, type ScriptDefinition } from '../scripts/index.ts';
import { customerAttributes } from './attributes.ts';
import type { Contact, CustomerCard, TaskDetail } from './contract-items.ts';
import { ageOn } from './decide-card.ts';
import { draftKey } from './drafts.ts';
import { loadStaff, type Staff } from './people.ts';
import { toItems, todayOf } from './present.ts';
import { entriesOf } from './store.ts';
import { findDraft } from './store-drafts.ts';
import { lastResponses, tagsOf, typeNames } from './store-facts.ts';
import { findTask, type ListedTask } from './store-list.ts';
import { isMine } from './work.ts';

/** Lines of what happened lately. */
const CONTACTS = 12;
/** What the task itself recorded is its history, not a contact. */
const OWN_TYPES = new Set(['task_opened', 'task_reminded', 'task_escalated']);

export function getTask(ctx: Context, taskId: string): Promise<TaskDetail> {
  return ctx.tx(async (tx) => {
    const row = await findTask(tx, ctx, taskId);
    if (!row) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '任务' : 'task' });
    const staff = await loadStaff(tx, ctx);
    const [task] = await toItems(tx, ctx, [row], staff);
    if (!task) throw new Error(`task ${taskId} was found and is not shown`);
    const ref = { playbook: row.playbook ?? '', version: row.version ?? 0 };
    const script =
      row.script === null ? null : await findScript(tx, ctx, { ...ref, script: row.script, variant: row.variant });
    const draft = row.ended_at ? null : await findDraft(tx, ctx.workspace.id, taskId, draftKey(ctx));
    const response = row.form === null ? null : await findByKey(tx, ctx.workspace.id, taskId);
    const history = await entriesOf(tx, ctx.workspace.id, taskId);
    return {
      at: ctx.now.toISOString(),
      task,
      customer: await cardOf(tx, ctx, row, staff, script),
      form: row.form === null ? null : await findForm(tx, ctx, { ...ref, form: row.form }),
      script,
      mine: row.ended_at === null && isMine(ctx, row),
      reopenable: row.ended_at !== null && isMine(ctx, row) && may(ctx, 'tasks:write'),
      answersKept: response?.completed_at != null,
      draft: draft && {
        content: draft.content,
        savedAt: draft.saved_at.toISOString(),
        own: draft.actor_id === draftKey(ctx),
      },
      answers: row.response_id === null || !response ? null : maskedWords(ctx, { ...response.answers }),
      contacts: await contactsOf(tx, ctx, row.customer_id),
      history: history.map(({ at, kind, actor_name, detail }) => ({
        at: at.toISOString(),
        kind,
        by: actor_name,
        detail: withNames(detail, staff),
      })),
    };
  });
}

/** Ids of people and teams read as names. */
function withNames(detail: Readonly<Record<string, unknown>>, { people, teams }: Staff): Record<string, unknown> {
  const names = new Map<unknown, string>([
    ...people.map(({ memberId, name }) => [memberId, name] as const),
    ...teams.map(({ id, name }) => [id, name] as const),
  ]);
  return Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, names.get(value) ?? value]));
}

async function cardOf(
  tx: Tx,
  ctx: Context,
  row: ListedTask,
  { people }: Staff,
  script: ScriptDefinition | null,
): Promise<CustomerCard> {
  const { workspace } = ctx;
  const customer = await requireCustomer(tx, { ...ctx, scope: EVERYTHING }, row.customer_id);
  await noteViewed(tx, ctx, [customer]);
  const stats = await findStats(tx, workspace.id, [row.customer_id]);
  const purchase = stats.find(({ type }) => type === 'purchase');
  const refund = stats.find(({ type }) => type === 'refund');
  const responses = await lastResponses(tx, workspace.id, [row.customer_id], new Date(0), ctx.now);
  const response = responses.get(row.customer_id);
  const owner = people.find(({ memberId }) => memberId === customer.owner_id);
  const { kind, memberId, teamIds } = ctx.scope;
  const own = memberId !== null && customer.owner_id === memberId;
  return {
    customerId: row.customer_id,
    name: customer.name,
    gender: customer.gender,
    age: ageOn(customer.birthday, todayOf(ctx).start, workspace.zone),
    phone: maskedPhone(ctx, customer.phone),
    city: customer.city,
    owner: owner ? { id: owner.memberId, name: owner.name } : null,
    tags: await tagsOf(tx, workspace.id, row.customer_id),
    attributes: await customerAttributes(tx, ctx, customer.attributes, script),
    orders: purchase?.n ?? 0,
    net: Math.round(((purchase?.amount_sum ?? 0) + (refund?.amount_sum ?? 0)) * 100) / 100,
    lastOrderAt: purchase?.last_at.toISOString() ?? null,
    lastResponse: response ? { at: response.occurred_at.toISOString(), csat: response.csat, nps: response.nps } : null,
    inScope:
      kind === 'all' || own || (kind === 'team' && customer.team_id !== null && teamIds.includes(customer.team_id)),
  };
}

async function contactsOf(tx: Tx, ctx: Context, customerId: string): Promise<Contact[]> {
  const { items } = await timeline(tx, ctx, { customerId, limit: CONTACTS * 2 });
  const shown = items.filter(({ type }) => !OWN_TYPES.has(type)).slice(0, CONTACTS);
  const known = knownTypesOf(ctx.runtime);
  const own = await typeNames(
    tx,
    ctx.workspace.id,
    shown.map(({ type }) => type),
  );
  const wordsOf = (type: string): Words => own.get(type) ?? known[type] ?? { zh: type, en: type };
  return shown.map(({ eventId, type, at, amount, properties }) => ({
    eventId,
    type,
    words: wordsOf(type),
    at,
    amount,
    properties: maskedData(ctx, properties),
  }));
}
