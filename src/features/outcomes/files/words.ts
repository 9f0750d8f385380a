/** What can be wrong with a file, in both languages. */
import { fill } from '../../../kit/errors.ts';
import type { Locale, Words } from '../../../engine/words.ts';

const flaws = {
  missing_file: { zh: '文件夹里没有这个文件', en: 'this file is not in the folder' },
  empty_file: { zh: '文件是空的，第一行应是列名', en: 'the file is empty; its first line should name the columns' },
  missing_column: {
    zh: '缺少「{column}」列；现有的列：{columns}',
    en: 'the column {column} is missing; there are: {columns}',
  },
  repeated_column: { zh: '列名「{column}」重复', en: 'the column {column} appears twice' },
  too_many_rows: { zh: '超过 {most} 行', en: 'more than {most} rows' },
  broken: {
    zh: '这一行读不下去（多半是引号没有成对）',
    en: 'cannot be read from here on (most often a quotation mark that is not closed)',
  },
  no_value: { zh: '「{column}」不能为空', en: '{column} may not be empty' },
  not_number: { zh: '「{column}」应是数字，现在是“{value}”', en: '{column} should be a number and is “{value}”' },
  negative: { zh: '「{column}」不能小于 0，现在是“{value}”', en: '{column} may not be below 0 and is “{value}”' },
  not_date: {
    zh: '「{column}」应是日期或时间（如 2025-03-16 或 2025-03-16 09:00:00），现在是“{value}”',
    en: '{column} should be a date or time (2025-03-16 or 2025-03-16 09:00:00) and is “{value}”',
  },
  not_arm: {
    zh: '「{column}」应是 treatment 或 control，现在是“{value}”',
    en: '{column} should be treatment or control and is “{value}”',
  },
  not_flag: { zh: '「{column}」应是 1 或 0，现在是“{value}”', en: '{column} should be 1 or 0 and is “{value}”' },
  twice: { zh: '客户“{value}”出现两次', en: 'the customer “{value}” appears twice' },
  not_json: { zh: '不是有效的 JSON：{why}', en: 'not valid JSON: {why}' },
  no_customers: { zh: '没有客户', en: 'there is no customer in it' },
} as const satisfies Record<string, Words>;

export type Flaw = keyof typeof flaws;

export function sayFlaw(flaw: Flaw, values: Readonly<Record<string, string | number>>, locale: Locale): string {
  return fill(flaws[flaw][locale], values);
}
