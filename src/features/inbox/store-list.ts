/** Lists and counts of conversations, always within the caller's scope. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { ChannelKind } from '../messages/index.ts';
import type { ConversationView } from './contract.ts';
import { COLUMNS, type ConversationRow } from './store.ts';
import { conversationsInScope } from './store-scope.ts';

export interface ListedConversation extends ConversationRow {
  readonly customer_name: string | null;
  readonly unread: number;
}

export interface Find {
  readonly text: string;
  /** What the words are over `customer.search`. */
  readonly patterns: readonly string[];
  /** Whether parts of a number may be asked for: else the hidden digits could be found out one after the other. */
  readonly whole: boolean;
}

export interface ConversationFilter {
  readonly view: ConversationView;
  readonly state: 'open' | 'closed' | 'any';
  readonly waiting?: boolean;
  readonly channel?: ChannelKind | undefined;
  readonly customer?: string | undefined;
  readonly ids?: readonly string[];
  readonly find?: Find | null;
  readonly after?: { readonly at: Date; readonly id: string } | null;
  readonly limit: number;
}

/** A text in the words of conversations is looked for in so many of the latest. */
const SEARCHED = 2000;

const pattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Inbound messages `i` of the thread `v`: hers, or of somebody unknown at its address. One index serves each half. */
const hers = (v: string): RawBuilder<unknown> =>
  sql.raw(
    `i.channel = ${v}.channel and (i.customer_id = ${v}.customer_id or (${v}.customer_id is null and i.customer_id is null and i.address = ${v}.address))`,
  );

function found(ctx: Context, { text, patterns, whole }: Find): RawBuilder<unknown> {
  const workspace = ctx.workspace.id;
  // Of dashes alone no pattern is left.
  const who =
    patterns.length === 0
      ? sql`false`
      : sql.join(
          patterns.map((each) => sql`c.search like ${each}`),
          sql` and `,
        );
  const words = pattern(text);
  const named = sql`(${who}) or v.name ilike ${words} or v.address ${whole ? sql`ilike ${words}` : sql`= ${text}`}`;
  if (!whole && /\d/.test(text)) return sql`and (${named})`;
  return sql`and (${named} or v.conversation_id in (
    select l.conversation_id from (
      select v.conversation_id, v.channel, v.customer_id, v.address from conversation v
      where v.workspace_id = ${workspace} order by v.last_at desc limit ${SEARCHED}) l
    where exists (select 1 from inbound_message i where i.workspace_id = ${workspace} and ${hers('l')} and i.text ilike ${words})))`;
}

function where(ctx: Context, filter: ConversationFilter): RawBuilder<unknown> {
  const { view, state, waiting, channel, customer, ids, find } = filter;
  const me = ctx.scope.memberId ?? '';
  return sql`v.workspace_id = ${ctx.workspace.id} ${conversationsInScope(ctx)}
    ${view === 'mine' ? sql`and v.assignee_id = ${me}` : view === 'unassigned' ? sql`and v.assignee_id is null` : sql``}
    ${state === 'any' ? sql`` : sql`and v.state = ${state}`}
    ${waiting ? sql`and v.waiting_since is not null` : sql``}
    ${channel === undefined ? sql`` : sql`and v.channel = ${channel}`}
    ${customer === undefined ? sql`` : sql`and v.customer_id = ${customer}`}
    ${ids === undefined ? sql`` : sql`and v.conversation_id = any(${[...ids]}::text[])`}
    ${find ? found(ctx, find) : sql``}`;
}

export async function findConversations(
  tx: Tx,
  ctx: Context,
  filter: ConversationFilter,
): Promise<ListedConversation[]> {
  const { after, limit } = filter;
  const workspace = ctx.workspace.id;
  const { rows } = await sql<ListedConversation>`
    select ${COLUMNS}, c.name as customer_name, (
      select count(*)::int from inbound_message i where i.workspace_id = ${workspace} and ${hers('v')}
        and i.inbound_id > coalesce(v.read_id, '') and i.inbound_id <= coalesce(v.wanting_id, '')) as unread
    from conversation v
    left join customer c on c.workspace_id = ${workspace} and c.customer_id = v.customer_id
    where ${where(ctx, filter)}
      ${after ? sql`and (v.last_at, v.conversation_id) < (${after.at}, ${after.id})` : sql``}
    order by v.last_at desc, v.conversation_id desc limit ${limit}`.execute(tx);
  return rows;
}

export interface Counts {
  readonly mine: number;
  readonly unassigned: number;
  readonly all: number;
  readonly unread: number;
}

export async function countOpen(tx: Tx, ctx: Context): Promise<Counts> {
  const me = ctx.scope.memberId ?? '';
  const { rows } = await sql<Counts>`
    select count(*) filter (where v.assignee_id = ${me})::int as mine, count(*) filter (where v.assignee_id is null)::int as unassigned,
      count(*)::int as "all", count(*) filter (where v.wanting_id > coalesce(v.read_id, '')
        and (v.assignee_id = ${me} or v.assignee_id is null))::int as unread
    from conversation v
    left join customer c on c.workspace_id = ${ctx.workspace.id} and c.customer_id = v.customer_id
    where v.workspace_id = ${ctx.workspace.id} and v.state = 'open' ${conversationsInScope(ctx)}`.execute(tx);
  return rows[0] ?? { mine: 0, unassigned: 0, all: 0, unread: 0 };
}
