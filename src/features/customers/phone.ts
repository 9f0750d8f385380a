import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Context } from '../../kit/context.ts';
import { maskPersonal, type PersonalKind } from '../../engine/text/index.ts';
import { may } from '../access/index.ts';

/** E.164 (`+8613800001234`) where the number is a possible one, with China as the default country; else its digits as they were written. */
export function normalizePhone(text: string): string {
  const written = text.normalize('NFKC').trim();
  const parsed = parsePhoneNumberFromString(written, 'CN');
  if (parsed?.isPossible() && !parsed.ext) return parsed.number;
  return written.replace(/[^\d+*#xX-]/g, '');
}

export function normalizeEmail(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** The number as the caller may see it: whole with `customers:reveal`, else `+86138****1234`. */
export function maskedPhone<T extends string | null>(ctx: Context, phone: T): T {
  return phone === null || may(ctx, 'customers:reveal') ? phone : (maskPhone(phone) as T);
}

/** The address as the caller may see it: whole with `customers:reveal`, else `f***@example.com`. */
export function maskedEmail<T extends string | null>(ctx: Context, email: T): T {
  return email === null || may(ctx, 'customers:reveal') ? email : (maskEmail(email) as T);
}

const NUMBERS: ReadonlySet<PersonalKind> = new Set(['phone', 'email', 'idCard', 'bankCard', 'plate', 'account']);
/** Ids of ours may hold eleven digits in a row that look like a number. */
const OUR_ID = /^[a-z]+_[0-9a-f]{32}$/;

/** Numbers and addresses in what another program sent, starred out unless the caller may see them whole: it may repeat the one that is masked. */
export function maskedData<T>(ctx: Context, value: T): T {
  return may(ctx, 'customers:reveal') ? value : (withoutNumbers(value) as T);
}

/** The same for what a customer wrote. Who talks to customers reads it as it is: it may say which number to call. */
export function maskedWords<T>(ctx: Context, value: T): T {
  return may(ctx, 'customers:reveal') || may(ctx, 'customers:contact') ? value : (withoutNumbers(value) as T);
}

/** For what goes to other programs, whoever set it off. */
export function withoutNumbers(value: unknown): unknown {
  if (typeof value === 'string') return OUR_ID.test(value) ? value : maskPersonal(value, NUMBERS);
  if (typeof value === 'number') {
    const masked = Number.isInteger(value) ? maskPersonal(String(value), NUMBERS) : '';
    return masked.includes('*') ? masked : value;
  }
  if (Array.isArray(value)) return value.map(withoutNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutNumbers(inner)]));
}

const MASK = '****';

/** The last four stay, that two people can say which number they mean; the first three of a number long enough. */
export function maskPhone(phone: string): string {
  const [, country = '', number = phone] = /^(\+86)(\d{11})$/.exec(phone) ?? [];
  if (number.length < 8) return MASK + number.slice(-2);
  return country + number.slice(0, 3) + MASK + number.slice(-4);
}

export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? '***' : `${email.slice(0, 1)}***${email.slice(at)}`;
}

/** A masked value that comes back from a form or a file is not a number: it must not replace the one it hides. */
export function isMasked(value: string): boolean {
  return value.includes('***');
}
