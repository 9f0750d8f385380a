/** Named links as a file for a spreadsheet. */
import type { FastifyReply } from 'fastify';
import type { Context } from '../../kit/context.ts';
import { csvLine, csvStream, sendCsv } from '../customers/index.ts';
import { listNamed } from './named.ts';
import type { NamedFilter } from './store-named.ts';

const HEADER = {
  zh: ['名称', '短链接', '目标', '人次', '打开次数', '机器', '最近打开', '到期', '创建人', '创建时间'],
  en: ['Name', 'Short link', 'Target', 'Visitors', 'Visits', 'Machines', 'Last visit', 'Expires', 'Made by', 'Made at'],
};

const PAGE = 200;

export function sendNamedCsv(ctx: Context, filter: NamedFilter, reply: FastifyReply): never {
  async function* lines(): AsyncGenerator<string> {
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await ctx.tx((tx) => listNamed(tx, ctx, { ...filter, cursor: cursor ?? undefined, limit: PAGE }));
      yield page.items
        .map((link) =>
          csvLine([
            link.name,
            link.url,
            link.target,
            link.visitors,
            link.visits,
            link.bots,
            link.lastAt,
            link.expiresAt,
            link.createdBy,
            link.createdAt,
          ]),
        )
        .join('');
      cursor = page.next;
    }
  }
  return sendCsv(reply, 'links.csv', csvStream(HEADER[ctx.locale], lines()));
}
