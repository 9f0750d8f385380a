/** Checks one item of a batch by hand: it is the hot path of ingest, and every problem of the item is named, not only the first. */
import type { Words } from '../../engine/words.ts';
import { type Moment, type MomentError, readMoment } from './moment.ts';

export type Subject = { readonly externalId: string } | { readonly phone: string } | { readonly email: string };

export interface CheckedEvent {
  readonly source: string;
  readonly externalId: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly subject: Subject;
  readonly amount: number | null;
  readonly properties: Readonly<Record<string, unknown>> | null;
}

/** One thing wrong with an item; `words` is looked up in ITEM_ERRORS. */
export interface Flaw {
  readonly field: string;
  readonly code: ItemErrorCode;
}

export const EARLIEST = Date.UTC(1990, 0, 1);
const DAY_MS = 86_400_000;
const MOST_AMOUNT = 1e12;
const MOST_PROPERTIES = 16 * 1024;

export const ITEM_ERRORS = {
  not_object: { zh: '应为一个对象', en: 'must be an object' },
  required: { zh: '必填', en: 'is required' },
  not_text: { zh: '应为文本', en: 'must be text' },
  too_long: { zh: '内容过长', en: 'is too long' },
  bad_characters: {
    zh: '含有无法保存的字符（空字符或残缺的字符）',
    en: 'contains characters that cannot be stored (NUL or half a character)',
  },
  bad_type: {
    zh: '事件类型只能由字母、数字和 _ . : - 组成，最长 64 个字符',
    en: 'a type is made of letters, digits and _ . : - and has at most 64 characters',
  },
  not_number: { zh: '应为数字', en: 'must be a number' },
  amount_too_large: { zh: '金额超出范围（上限一万亿）', en: 'the amount is out of range (at most 10^12)' },
  properties_too_large: { zh: '属性过多，上限 16 KiB', en: 'the properties are too large; the limit is 16 KiB' },
  date_unreadable: {
    zh: '看不懂这个时间，请写成 2026-01-31 10:00:00',
    en: 'this time cannot be read; write 2026-01-31 10:00:00',
  },
  date_serial: {
    zh: '这是 Excel 的日期序号，请在 Excel 中设成日期格式后重新导出',
    en: 'this is an Excel day number; format the column as a date in Excel and export again',
  },
  date_order: {
    zh: '日、月、年的顺序不明确，请把年写在最前面',
    en: 'the order of day, month and year is unclear; write the year first',
  },
  date_impossible: { zh: '没有这样的日期或时间', en: 'there is no such date or time' },
  date_too_early: { zh: '时间早于 1990 年', en: 'the time is before 1990' },
  date_in_future: { zh: '时间在未来（最多允许提前一天）', en: 'the time lies in the future (one day ahead at most)' },
  customer_unclear: {
    zh: '请给出客户的 externalId、phone 或 email 之一',
    en: 'name the customer by externalId, phone or email',
  },
  customer_unknown: { zh: '没有这个手机或邮箱的客户', en: 'no customer has this phone or e-mail' },
} as const satisfies Record<string, Words>;
export type ItemErrorCode = keyof typeof ITEM_ERRORS;

export interface CheckSettings {
  readonly zone: string;
  /** The workspace clock's time. */
  readonly now: Date;
}

const TYPE = /^[\p{L}\p{N}_.:-]{1,64}$/u;
const PLAIN_TYPE = /^[a-z_]{1,64}$/;

/** NUL and lone surrogates: PostgreSQL stores neither. */
export function isStorable(text: string): boolean {
  // Every Node we run on has it; the language level we compile for does not know it yet.
  return !text.includes('\0') && (text as unknown as { isWellFormed(): boolean }).isWellFormed();
}

/** Whether a time is one that is kept: from 1990 to one day after the workspace's now. */
export function flawOfTime(at: Date, now: Date): 'date_too_early' | 'date_in_future' | null {
  const ms = at.getTime();
  if (ms < EARLIEST) return 'date_too_early';
  return ms > now.getTime() + DAY_MS ? 'date_in_future' : null;
}

export function readTime(
  text: string,
  settings: CheckSettings,
): { at: Date } | { error: MomentError | 'date_too_early' | 'date_in_future' } {
  const moment: Moment = readMoment(text, settings.zone);
  if ('error' in moment) return moment;
  const flaw = flawOfTime(moment.at, settings.now);
  return flaw ? { error: flaw } : moment;
}

type Bag = Readonly<Record<string, unknown>>;

export function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Pushes what is wrong to `flaws` and returns the text, or '' when it is not usable. */
export function checkText(value: unknown, field: string, most: number, flaws: Flaw[]): string {
  if (value === undefined || value === null || value === '') flaws.push({ field, code: 'required' });
  else if (typeof value !== 'string') flaws.push({ field, code: 'not_text' });
  else if (value.length > most) flaws.push({ field, code: 'too_long' });
  else if (!isStorable(value)) flaws.push({ field, code: 'bad_characters' });
  else return value;
  return '';
}

export function checkAmount(value: unknown, field: string, flaws: Flaw[]): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) flaws.push({ field, code: 'not_number' });
  else if (Math.abs(value) > MOST_AMOUNT) flaws.push({ field, code: 'amount_too_large' });
  else return value;
  return null;
}

export function checkTime(value: unknown, field: string, settings: CheckSettings, flaws: Flaw[]): Date | null {
  const text = checkText(value, field, 64, flaws);
  if (!text) return null;
  const time = readTime(text, settings);
  if ('at' in time) return time.at;
  flaws.push({ field, code: time.error });
  return null;
}

export function checkSubject(value: unknown, flaws: Flaw[]): Subject | null {
  if (!isBag(value)) {
    flaws.push({ field: 'customer', code: value === undefined ? 'required' : 'customer_unclear' });
    return null;
  }
  const before = flaws.length;
  const externalId = value['externalId'] ?? value['external_id'];
  let subject: Subject | null = null;
  if (externalId !== undefined) subject = { externalId: checkText(externalId, 'customer.externalId', 200, flaws) };
  else if (value['phone'] !== undefined) subject = { phone: checkText(value['phone'], 'customer.phone', 40, flaws) };
  else if (value['email'] !== undefined) subject = { email: checkText(value['email'], 'customer.email', 200, flaws) };
  else flaws.push({ field: 'customer', code: 'customer_unclear' });
  return flaws.length === before ? subject : null;
}

export function checkProperties(value: unknown, field: string, flaws: Flaw[]): Bag | null {
  if (value === undefined || value === null) return null;
  if (!isBag(value)) {
    flaws.push({ field, code: 'not_object' });
    return null;
  }
  const flaw = flawOfFlat(value) ?? flawOfDeep(value);
  if (flaw === 'fine') return value;
  flaws.push({ field, code: flaw });
  return null;
}

type PropertiesFlaw = 'fine' | 'bad_characters' | 'properties_too_large';

/** Most properties are a few short texts and numbers: no need to write them out only to measure them. null: look deeper. */
function flawOfFlat(value: Bag): PropertiesFlaw | null {
  let size = 0;
  for (const key in value) {
    const each = value[key];
    size += key.length + 8;
    if (typeof each === 'string') {
      size += each.length;
      if (!isStorable(each)) return 'bad_characters';
    } else if (typeof each === 'object' && each !== null) return null;
    if (!isStorable(key)) return 'bad_characters';
  }
  // Escapes may double it; anything near the limit is measured properly.
  return size * 2 > MOST_PROPERTIES ? null : 'fine';
}

function flawOfDeep(value: Bag): PropertiesFlaw {
  const text = JSON.stringify(value);
  if (text.length > MOST_PROPERTIES) return 'properties_too_large';
  // JSON writes NUL and half characters as escapes; only then is it worth looking into every text.
  return /\\u(0000|d[89a-f])/.test(text) && hasUnstorable(value) ? 'bad_characters' : 'fine';
}

function hasUnstorable(value: unknown): boolean {
  if (typeof value === 'string') return !isStorable(value);
  if (Array.isArray(value)) return value.some(hasUnstorable);
  return isBag(value) && Object.entries(value).some(([key, each]) => !isStorable(key) || hasUnstorable(each));
}

export function checkType(value: unknown, flaws: Flaw[]): string {
  const type = checkText(value, 'type', 64, flaws);
  if (type && !PLAIN_TYPE.test(type) && !TYPE.test(type)) flaws.push({ field: 'type', code: 'bad_type' });
  return type;
}

/** Returns the event, or null with the flaws pushed. */
export function checkEvent(item: unknown, settings: CheckSettings, flaws: Flaw[]): CheckedEvent | null {
  if (!isBag(item)) {
    flaws.push({ field: '', code: 'not_object' });
    return null;
  }
  const before = flaws.length;
  const source = item['source'] === undefined ? 'api' : checkText(item['source'], 'source', 64, flaws);
  const externalId = checkText(item['externalId'] ?? item['external_id'], 'externalId', 200, flaws);
  const type = checkType(item['type'], flaws);
  const occurredAt = checkTime(item['at'], 'at', settings, flaws);
  const subject = checkSubject(item['customer'], flaws);
  const given = item['amount'];
  const amount = given === undefined || given === null ? null : checkAmount(given, 'amount', flaws);
  const properties = checkProperties(item['properties'], 'properties', flaws);
  if (flaws.length > before || !occurredAt || !subject) return null;
  return { source, externalId, type, occurredAt, subject, amount, properties };
}
