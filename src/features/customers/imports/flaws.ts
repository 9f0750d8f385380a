/** What can be wrong with a row of a file, in both languages. */
import type { Words } from '../../../engine/words.ts';
import { type ItemErrorCode, ITEM_ERRORS, isStorable, readTime } from '../../events/index.ts';
import { ATTRIBUTE_FLAWS, type AttributeFlaw, isDay } from '../decide.ts';
import { readAmount } from './cells.ts';
import { cellOf, type Plan } from './plan.ts';
import type { Row } from './rows.ts';

export const ROW_FLAWS = {
  line_too_long: { zh: '这一行过长，无法读取', en: 'this line is too long to be read' },
  amount_unreadable: { zh: '看不懂这个金额，请写成 1234.50', en: 'this amount cannot be read; write 1234.50' },
  bad_gender: { zh: '性别应为 男、女 或 其他', en: 'the gender must be female, male or other' },
  bad_phone: { zh: '这不像电话号码', en: 'this is not a phone number' },
  bad_email: { zh: '这不像邮箱地址', en: 'this is not an e-mail address' },
} as const satisfies Record<string, Words>;

export type RowFlawCode = keyof typeof ROW_FLAWS | ItemErrorCode | AttributeFlaw;

const ALL: Readonly<Record<string, Words>> = { ...ATTRIBUTE_FLAWS, ...ITEM_ERRORS, ...ROW_FLAWS };

export function wordsOfFlaw(code: string): Words {
  return ALL[code] ?? { zh: code, en: code };
}

export interface RowFlaw {
  readonly field: string;
  readonly code: RowFlawCode;
  readonly value: string;
}

/** A reader of one row's cells that notes what is wrong. */
export interface CellReader {
  text(field: string, most: number): string | null;
  required(field: string, most: number): string;
  amount(field: string, required: boolean): number | null;
  time(field: string): Date | null;
  /** A calendar day, YYYY-MM-DD; a time of day is dropped. */
  day(field: string, required: boolean): string | null;
  flaw(field: string, code: RowFlawCode, value: string): void;
}

export function reader(plan: Plan, row: Row, flaws: RowFlaw[]): CellReader {
  const flaw = (field: string, code: RowFlawCode, value: string) => {
    flaws.push({ field, code, value: value.slice(0, 200) });
  };
  const text = (field: string, most: number): string | null => {
    const cell = cellOf(plan, row, field);
    if (cell === '') return null;
    if (cell.length > most) flaw(field, 'too_long', cell);
    else if (!isStorable(cell)) flaw(field, 'bad_characters', cell.replaceAll('\0', ''));
    return cell;
  };
  const required = (field: string, most: number): string => {
    const cell = text(field, most);
    if (cell === null) flaw(field, 'required', '');
    return cell ?? '';
  };
  return {
    text,
    required,
    flaw,
    amount(field, must) {
      const cell = must ? required(field, 60) : text(field, 60);
      if (!cell) return null;
      const amount = readAmount(cell);
      if (amount === null) flaw(field, 'amount_unreadable', cell);
      else if (Math.abs(amount) > 1e12) flaw(field, 'amount_too_large', cell);
      return amount;
    },
    time(field) {
      const cell = required(field, 60);
      if (!cell) return null;
      const time = readTime(cell, plan);
      if ('at' in time) return time.at;
      flaw(field, time.error, cell);
      return null;
    },
    day(field, must) {
      const cell = must ? required(field, 60) : text(field, 60);
      if (!cell) return null;
      if (isDay(cell)) return cell;
      // Read as if it were UTC: the day as it is written, whatever the zone.
      const time = readTime(cell, { zone: 'UTC', now: new Date(8.64e15 - 86_400_000) });
      if ('at' in time) return time.at.toISOString().slice(0, 10);
      if (time.error === 'date_too_early') return dayBefore1990(cell) ?? (flaw(field, time.error, cell), null);
      flaw(field, time.error, cell);
      return null;
    },
  };
}

/** Birthdays are earlier than events may be. */
function dayBefore1990(cell: string): string | null {
  const match = /^(\d{4})\D(\d{1,2})\D(\d{1,2})/.exec(cell.normalize('NFKC'));
  if (!match) return null;
  const day = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`;
  return isDay(day) && day >= '1850-01-01' ? day : null;
}
