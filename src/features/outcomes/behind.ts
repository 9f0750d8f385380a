/** What lies behind a figure: groups and customers. */
import type { z } from 'zod';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { membersOf } from '../access/index.ts';
import { noteListed } from '../customers/index.ts';
import { readCursor, writeCursor } from '../events/index.ts';
import type { Breakdown, Dimension, listMatured } from './contract-behind.ts';
import { DEFAULT_PLANNED_N } from './decide.ts';
import { decideBreakdown } from './decide-behind.ts';
import { nameOfChannel } from './decide-follow-up.ts';
import { frameOf, type Framed, type ScorecardInput } from './frame.ts';
import { populationOf } from './decide-population.ts';
import { sumGroups } from './store-behind.ts';
import { listRows } from './store-rows.ts';

export async function breakdownOf(tx: Tx, ctx: Context, input: ScorecardInput, by: Dimension): Promise<Breakdown> {
  const framed = await frameOf(tx, ctx, input);
  const { registered, epoch, frame } = framed;
  const groups = await sumGroups(tx, frame, by, ctx.workspace.zone);
  const { mode, plannedN } = registered.target;
  const judging = { mode, planned: plannedN ?? DEFAULT_PLANNED_N };
  return decideBreakdown(by, groups, await namesOf(tx, ctx, framed, by), judging, epoch.holdout);
}

const NONE: Words = { zh: '没有', en: 'none' };

export async function namesOf(
  tx: Tx,
  ctx: Context,
  { registered }: Framed,
  by: Dimension,
): Promise<(key: string) => Words> {
  const same = (text: string): Words => ({ zh: text, en: text });
  if (by === 'segment') {
    const names = new Map(registered.strata.map(({ key, name }) => [key, name]));
    return (key) => names.get(key) ?? (key === '' ? NONE : same(key));
  }
  if (by === 'person') {
    const names = new Map((await membersOf(tx, ctx)).map(({ id, name }) => [id, name]));
    return (key) => (key === '' ? NONE : same(names.get(key) ?? key));
  }
  if (by === 'channel') return (key) => (key === '' ? NONE : nameOfChannel(key));
  if (by === 'version') return (key) => same(`v${key}`);
  return (key) => (key === '' ? NONE : same(key));
}

type Asked = z.output<NonNullable<(typeof listMatured)['query']>>;
type Page = z.infer<(typeof listMatured)['response']>;

export async function maturedPage(tx: Tx, ctx: Context, playbook: string, asked: Asked): Promise<Page> {
  const { frame, registered } = await frameOf(tx, ctx, { playbook, epoch: asked.epoch, asOf: asked.as_of });
  const flag = (value: 'yes' | 'no' | undefined) => (value === undefined ? undefined : value === 'yes');
  const rows = await listRows(tx, ctx, frame, {
    population: populationOf(
      asked.figure,
      registered.strata.map(({ key }) => key),
    ),
    group: asked.by === undefined || asked.group === undefined ? undefined : { by: asked.by, key: asked.group },
    arm: asked.arm,
    segment: asked.segment,
    converted: flag(asked.converted),
    contacted: flag(asked.contacted),
    after: asked.cursor === undefined ? undefined : readCursor(asked.cursor),
    limit: asked.limit + 1,
  });
  const page = rows.slice(0, asked.limit);
  const last = rows.length > asked.limit ? page.at(-1) : undefined;
  await noteListed(tx, ctx, `scorecard:${playbook}`, page.length);
  return {
    customers: page.map((row) => ({
      customerId: row.customer_id,
      externalId: row.external_id,
      name: row.name,
      arm: row.arm,
      segment: row.segment,
      enteredAt: row.entered_at.toISOString(),
      converted: row.converted,
      net: row.net,
      contacts: row.contacts,
    })),
    next: last ? writeCursor(last.entered_at, last.customer_id) : null,
  };
}
