/** A CSV of costs as rows, with everything that is wrong at once. Columns may be named in Chinese or English. Pure. */
import { z } from 'zod';
import { parse } from 'csv-parse/sync';
import type { Locale } from '../../engine/words.ts';
import type { FieldError } from '../../kit/errors.ts';
import { issueWords } from '../../kit/zod-words.ts';
import { CHANNEL_WORDS, CostBody, KIND_WORDS, SHARE_WORDS } from './contract.ts';
import { flawsOf } from './decide.ts';

export const MOST_ROWS = 5000;
const MOST_LISTED = 50;

/** By what a column is known. */
const NAMES: Readonly<Record<keyof CostBody, readonly string[]>> = {
  kind: ['kind', '类型'],
  amount: ['amount', '金额'],
  from: ['from', '开始'],
  until: ['until', '结束'],
  playbook: ['playbook', '方案'],
  channel: ['channel', '渠道'],
  member: ['member', '成员'],
  role: ['role', '角色'],
  per: ['per', '计法'],
  share: ['share', '分摊'],
  note: ['note', '说明'],
};
const NEEDED: readonly (keyof CostBody)[] = ['kind', 'amount', 'from'];

/** A cell may say what the screen says. */
const SAID: Readonly<Record<string, string>> = Object.fromEntries([
  ...[KIND_WORDS, CHANNEL_WORDS, SHARE_WORDS].flatMap((words) =>
    Object.entries(words).flatMap(([value, { zh, en }]) => [
      [zh, value],
      [en.toLowerCase(), value],
    ]),
  ),
  ['人工', 'staff'],
  ['触达', 'contact'],
]);

export interface Known {
  /** Email, name or id to id. */
  readonly members: ReadonlyMap<string, string>;
  readonly playbooks: ReadonlySet<string>;
}

export interface ReadCosts {
  readonly rows: readonly CostBody[];
  readonly flaws: readonly FieldError[];
  readonly count: number;
}

export function readCosts(csv: string, known: Known, locale: Locale): ReadCosts {
  const rows: CostBody[] = [];
  const flaws: FieldError[] = [];
  let count = 0;
  const flaw = (row: number, field: string, zh: string, en: string) => {
    count += 1;
    if (flaws.length < MOST_LISTED) flaws.push({ path: 'csv', row, field, message: locale === 'zh' ? zh : en });
  };
  let records: { record: string[]; info: { lines: number } }[];
  try {
    const options = { bom: true, relax_column_count: true, trim: true, skip_empty_lines: true, info: true } as const;
    records = parse(csv, options) as unknown as typeof records;
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 1;
    flaw(
      line,
      '',
      '这一行读不下去（多半是引号没有成对）',
      'cannot be read from here on (a quotation mark that is not closed?)',
    );
    return { rows, flaws, count };
  }
  const header = records[0]?.record.map((name) => name.toLowerCase()) ?? [];
  const places = new Map<keyof CostBody, number>();
  for (const [field, names] of Object.entries(NAMES) as [keyof CostBody, readonly string[]][]) {
    const at = header.findIndex((name) => names.includes(name));
    if (at >= 0) places.set(field, at);
    else if (NEEDED.includes(field))
      flaw(1, names[0] ?? field, `缺少「${names[1]}」（${names[0]}）列`, `the column ${names[0]} is missing`);
  }
  if (count > 0) return { rows, flaws, count };
  if (records.length - 1 > MOST_ROWS) {
    flaw(MOST_ROWS + 2, '', `超过 ${MOST_ROWS} 行`, `more than ${MOST_ROWS} rows`);
    return { rows, flaws, count };
  }
  for (const { record, info } of records.slice(1)) {
    const cells = Object.fromEntries(
      [...places].flatMap(([field, at]) => {
        const text = (record[at] ?? '').replaceAll('\0', '');
        return text === '' ? [] : [[field, valueOf(field, text)]];
      }),
    );
    const parsed = CostBody.safeParse(cells);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const field = String(issue.path[0] ?? '');
        const said = issueWords(issue, locale);
        flaw(info.lines, field, said, said);
      }
      continue;
    }
    const body = { ...parsed.data };
    for (const { field, words } of flawsOf(body)) flaw(info.lines, field, words.zh, words.en);
    if (body.playbook !== null && !known.playbooks.has(body.playbook))
      flaw(info.lines, 'playbook', `没有方案「${body.playbook}」`, `there is no playbook ${body.playbook}`);
    if (body.member !== null) {
      const id = known.members.get(body.member.toLowerCase());
      if (id === undefined)
        flaw(info.lines, 'member', `没有成员「${body.member}」`, `there is no member ${body.member}`);
      else body.member = id;
    }
    rows.push(body);
  }
  if (rows.length === 0 && count === 0) flaw(1, '', '文件里没有成本', 'there is no cost in the file');
  return { rows, flaws, count };
}

const Numeric = z.string().regex(/^[+-]?\d{1,12}(\.\d+)?$/);

function valueOf(field: keyof CostBody, text: string): string | number {
  if (field === 'amount') {
    const plain = text.replace(/^[¥￥$€]/, '').replaceAll(',', '');
    return Numeric.safeParse(plain).success ? Number(plain) : text;
  }
  if (field === 'note' || field === 'member' || field === 'playbook') return text;
  if (field === 'from' || field === 'until') return dayOf(text);
  return SAID[text] ?? SAID[text.toLowerCase()] ?? text.toLowerCase();
}

/** 2026/3/1 as spreadsheets write it. */
function dayOf(text: string): string {
  const [, year, month, day] = /^(\d{4})[/.年-](\d{1,2})[/.月-](\d{1,2})日?$/.exec(text) ?? [];
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
}
