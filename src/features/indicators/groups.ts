/** A figure by a dimension, the people behind it, and its rows. */
import type { z } from 'zod';
import { addDays } from '../../engine/condition/dates.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { noteListed } from '../customers/index.ts';
import { Problem } from '../../kit/errors.ts';
import { ALL_RESULTS } from '../tasks/index.ts';
import type { getIndicatorGroups, IndicatorRow, listIndicatorRows } from './contract.ts';
import type { getIndicatorPeople } from './contract-people.ts';
import { readingOf } from './decide.ts';
import { type Cases, decidePeople, decidePractices, LEAST_CASES } from './decide-people.ts';
import { isStage, type Stage } from './contract-stages.ts';
import { dayOf, paramsOf } from './definition-versions.ts';
import { channelName, namesOf, personNames, playbookNames, scriptNames } from './names.ts';
import { frameOf, measureOf, momentsOf } from './read.ts';
import { DIMENSIONS, dimensionsOf, INDICATORS, type Key, REASON_WORDS } from './contract-registry.ts';
import * as store from './store-read.ts';
import { listRows, type Row } from './store-rows.ts';

type GroupsAsked = z.output<NonNullable<(typeof getIndicatorGroups)['query']>>;
type Groups = z.infer<(typeof getIndicatorGroups)['response']>;

export async function groupsOf(tx: Tx, ctx: Context, asked: GroupsAsked): Promise<Groups> {
  const { key } = asked;
  const frame = frameOf(ctx, asked);
  const possible = isStage(key) ? DIMENSIONS : dimensionsOf(key);
  const by = possible.includes(asked.by) ? asked.by : 'month';
  const measure = measureOf(key, asked.time === 'working');
  const pictures = key === 'churn';
  const rows =
    pictures && by === 'month'
      ? await store.picturesByMonth(tx, ctx, frame, measure)
      : await store.sumBy(tx, ctx, pictures ? await atPicture(tx, ctx, frame) : frame, measure, [by]);
  const names = await namesOf(tx, ctx, by);
  const unit = isStage(key) ? 'ms' : INDICATORS[key].unit;
  return {
    by,
    possible: [...possible],
    groups: rows.map(({ keys: [name = ''], ...sum }) => {
      const { value, ci } = readingOf(key, sum);
      return {
        key: name,
        name: names(name),
        n: unit === 'money' ? sum.k : sum.n,
        k: unit === 'share' ? sum.k : null,
        value,
        ci: ci && [...ci],
      };
    }),
  };
}

async function atPicture(tx: Tx, ctx: Context, frame: store.Frame): Promise<store.Frame> {
  const day = (await store.lastPicture(tx, ctx, frame, 'churn'))?.day ?? frame.to;
  return { ...frame, from: day, to: day };
}

type PeopleAsked = z.output<NonNullable<(typeof getIndicatorPeople)['query']>>;
type People = z.infer<(typeof getIndicatorPeople)['response']>;

export async function peopleOf(tx: Tx, ctx: Context, asked: PeopleAsked): Promise<People> {
  const frame = frameOf(ctx, asked);
  const rows = await store.sumBy(tx, ctx, frame, INDICATORS[asked.key].measure, ['person', 'playbook']);
  const cases: Cases[] = rows.map(({ keys: [person = '', playbook = ''], n, k }) => ({ person, playbook, n, k }));
  const ways = await store.sumBy(tx, ctx, frame, 'answered', ['person', 'playbook', 'script', 'channel']);
  const firsts = await store.sumBy(tx, ctx, frame, measureOf('first_contact', asked.time === 'working'), [
    'person',
    'playbook',
  ]);
  const nameOf = await personNames(tx, ctx);
  return {
    key: asked.key,
    least: LEAST_CASES,
    ...decidePeople(cases, nameOf),
    practices: decidePractices({
      cases,
      ways: ways.map(({ keys: [person = '', playbook = '', script = '', channel = ''], n }) => ({
        person,
        playbook,
        script,
        channel,
        n,
      })),
      firsts: firsts.map(({ keys: [person = '', playbook = ''], n, sum }) => ({ person, playbook, n, sumMs: sum })),
      nameOf,
      playbookOf: await playbookNames(tx, ctx),
      scriptOf: await scriptNames(tx, ctx),
      channelOf: channelName,
    }),
  };
}

type RowsAsked = z.output<NonNullable<(typeof listIndicatorRows)['query']>>;
type RowsPage = z.infer<(typeof listIndicatorRows)['response']>;

const KINDS: Readonly<Partial<Record<Key, IndicatorRow['kind']>>> = {
  coverage: 'enrolment',
  opportunity: 'response',
  renewal: 'contract',
  repurchase: 'order',
  churn: 'customer',
};

export async function rowsOf(tx: Tx, ctx: Context, asked: Omit<RowsAsked, 'by'>): Promise<RowsPage> {
  const { key, limit } = asked;
  const frame = frameOf(ctx, asked);
  const picture = key === 'churn' ? (await atPicture(tx, ctx, frame)).to : frame.to;
  const rows = await listRows(
    tx,
    ctx,
    key,
    {
      ...frame,
      ...momentsOf(ctx, frame),
      picture: new Date(zoneCalendar(ctx.workspace.zone).startOfDate(addDays(picture, 1))),
      today: dayOf(ctx, ctx.now),
      working: asked.time === 'working',
    },
    await paramsOf(tx, ctx),
    {
      hit: asked.hit === undefined ? undefined : asked.hit === 'yes',
      standing: asked.standing === '1',
      after: asked.cursor === undefined ? undefined : readCursor(asked.cursor),
      limit: limit + 1,
    },
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  await noteListed(tx, ctx, `indicators:${key}`, page.length);
  const nameOf = await personNames(tx, ctx);
  return {
    rows: page.map((row) => ({
      id: row.id,
      kind: isStage(key) ? 'task' : (KINDS[key] ?? 'task'),
      customerId: row.customer_id,
      externalId: row.external_id,
      name: row.name,
      at: row.at.toISOString(),
      hit: row.hit,
      playbook: row.playbook,
      person: row.person === null ? null : nameOf(row.person),
      value: row.value,
      note: noteOf(key, row),
    })),
    next: last ? writeCursor(isStage(key) ? (last.value ?? 0) : last.at.getTime(), last.id) : null,
  };
}

/** The place after a row: its moment or milliseconds, and its id, whatever kind it is. */
function writeCursor(place: number, id: string): string {
  return `${place}.${id}`;
}

function readCursor(cursor: string): { place: number; id: string } {
  const match = /^(-?\d{1,15})\.(.{1,160})$/.exec(cursor);
  if (!match) throw new Problem('invalid_input', {}, [{ path: 'cursor', field: 'cursor', message: 'unknown cursor' }]);
  return { place: Number(match[1]), id: match[2] ?? '' };
}

const NOTES: Readonly<Record<string, Words>> = {
  reopened: { zh: '重新打开过', en: 'Reopened' },
  next_step: { zh: '约了下一步', en: 'A next step was agreed' },
  open: { zh: '还没接受', en: 'Not accepted yet' },
  accepted: { zh: '还没完成', en: 'Not done yet' },
  followed: { zh: '联系过', en: 'Contacted' },
};

function noteOf(key: Key | Stage, { note }: Row): Words | null {
  if (note === null || (key === 'plan' && note === 'done')) return null;
  return NOTES[note] ?? REASON_WORDS[note] ?? ALL_RESULTS[note] ?? { zh: note, en: note };
}
