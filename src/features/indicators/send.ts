/** Indicators as a file to save. */
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import { csvLine, csvStream, sendCsv } from '../customers/index.ts';
import { Asked, type downloadIndicators } from './contract.ts';
import type { PeopleKey } from './contract-people.ts';
import { peopleOf, rowsOf } from './groups.ts';
import { figuresOf, frameOf, stagesOf } from './read.ts';
import { INDICATORS, KEYS } from './contract-registry.ts';
import { isStage } from './contract-stages.ts';

type Download = z.output<NonNullable<(typeof downloadIndicators)['query']>>;
type Cells = readonly (string | number | boolean | null | undefined)[];

const HEADERS: Readonly<Record<Download['what'], readonly Words[]>> = {
  figures: columns(
    '指标,indicator;n,n;命中,hits;数值,value;95 % 下限,95 % low;95 % 上限,95 % high;中位,median;上一期 n,n before;上一期,before;未到判断,not judged yet;说明,note;口径版本,version;口径,definition;读法,caveat',
  ),
  stages: columns(
    '阶段,stage;n,n;平均毫秒,mean ms;95 % 下限,95 % low;95 % 上限,95 % high;中位毫秒,median ms;占比,share;上一期平均毫秒,mean ms before;上一期占比,share before;现在停在这里,standing now',
  ),
  people: columns(
    '名次,rank;人员,person;n,n;命中,hits;原始比例,raw;调整后,adjusted;95 % 下限,95 % low;95 % 上限,95 % high;与整体相比,standing',
  ),
  rows: columns('编号,id;客户编号,customer;客户,name;时间,at;命中,hit;方案,playbook;人员,person;数值,value;说明,note'),
};

function columns(text: string): Words[] {
  return text.split(';').map((pair) => {
    const [zh = '', en = ''] = pair.split(',');
    return { zh, en };
  });
}

/** Rows are read in pages; each page is a transaction of its own. */
const PAGE = 100;
const MOST_ROWS = 100_000;

export function sendIndicators(reply: FastifyReply, ctx: Context, asked: Download): never {
  const frame = frameOf(ctx, asked);
  async function* lines(): AsyncGenerator<string> {
    for await (const cells of cellsOf(ctx, asked)) yield csvLine(cells);
  }
  const name = `indicators-${asked.what}-${frame.from}-${frame.to}.csv`;
  return sendCsv(
    reply,
    name,
    csvStream(
      HEADERS[asked.what].map((words) => words[ctx.locale]),
      lines(),
    ),
  );
}

async function* cellsOf(ctx: Context, asked: Download): AsyncGenerator<Cells> {
  const say = (words: Words | null): string => words?.[ctx.locale] ?? '';
  const frame = frameOf(ctx, asked);
  const working = asked.time === 'working';
  if (asked.what === 'figures') {
    for (const one of await ctx.tx((tx) => figuresOf(tx, ctx, frame, KEYS, working)))
      yield [
        say(one.name),
        one.n,
        one.k,
        one.value,
        one.ci?.[0],
        one.ci?.[1],
        one.median,
        one.before.n,
        one.before.value,
        one.pending,
        say(one.missing),
        one.version,
        say(one.definition),
        say(one.caveat),
      ];
  } else if (asked.what === 'stages') {
    for (const one of await ctx.tx((tx) => stagesOf(tx, ctx, frame, working)))
      yield [
        say(one.name),
        one.n,
        one.mean,
        one.ci?.[0],
        one.ci?.[1],
        one.median,
        one.share,
        one.before.mean,
        one.before.share,
        one.standing.n,
      ];
  } else if (asked.what === 'people') {
    const key = peopleKey(asked.key);
    const { people } = await ctx.tx((tx) => peopleOf(tx, ctx, { ...asked, key }));
    for (const one of people)
      yield [one.rank, one.name, one.n, one.k, one.raw, one.adjusted, one.ci?.[0], one.ci?.[1], one.standing];
  } else {
    let cursor: string | undefined;
    for (let read = 0; read < MOST_ROWS; read += PAGE) {
      const page = await ctx.tx((tx) =>
        rowsOf(tx, ctx, {
          ...Asked.parse(asked),
          key: asked.key,
          hit: asked.hit,
          standing: asked.standing,
          cursor,
          limit: PAGE,
        }),
      );
      for (const row of page.rows)
        yield [row.id, row.externalId, row.name, row.at, row.hit, row.playbook, row.person, row.value, say(row.note)];
      if (page.next === null) return;
      cursor = page.next;
    }
  }
}

function peopleKey(key: Download['key']): PeopleKey {
  return !isStage(key) && INDICATORS[key].unit === 'share' && !INDICATORS[key].ofCustomer && key !== 'coverage'
    ? (key as PeopleKey)
    : 'first_time';
}
