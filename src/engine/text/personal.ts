/**
 * Personal data in free text: found by shape, checksum and left context, masked unit for unit, so that positions in the text stay what they
 * were. Names (after 我叫, 收件人; a full name before 先生) and addresses are best effort. A number of the shape of a mobile phone is masked
 * wherever it stands, also behind 订单: an order number starred out costs little.
 */
import { normalise } from './normalise.ts';
import {
  ACCOUNT,
  ADDRESS,
  ADDRESS_ENGLISH,
  CARD,
  EMAIL,
  ID_CARD,
  isIdCard,
  isLuhn,
  NAMES,
  OLD_ID_CARD,
  PASSPORT,
  PHONES,
  PLATE,
  SAID_CARD,
  SAID_ID_CARD,
  SAID_ORDER,
} from './personal-shapes.ts';

export type PersonalKind = 'phone' | 'idCard' | 'bankCard' | 'email' | 'name' | 'plate' | 'address' | 'account';

export interface Personal {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
}

type Put = (kind: PersonalKind, start: number, end: number) => void;

export function findPersonal(original: string): Personal[] {
  const text = normalise(original);
  const found: Personal[] = [];
  // Which units belong to something found already: the first kind that takes them has them.
  const taken = new Uint8Array(text.length);
  const put: Put = (kind, start, end) => {
    if (taken.subarray(start, end).includes(1)) return;
    taken.fill(1, start, end);
    found.push({ kind, start, end });
  };
  // Most texts have no digit that could begin a number.
  if (/\d{3}|\d[^\p{L}\d]\d|[一幺壹][三-九叁-玖]/u.test(text)) findNumbers(text, put);
  for (const { 0: hit, index } of text.matchAll(EMAIL)) put('email', index, index + hit.length);
  for (const { 0: hit, 1: chat, 2: number, index } of text.matchAll(ACCOUNT)) {
    put('account', index + hit.length - (chat ?? number ?? '').length, index + hit.length);
  }
  for (const { 0: hit, index } of text.matchAll(PLATE)) put('plate', index, index + hit.length);
  for (const { 0: hit, index } of text.matchAll(ADDRESS)) put('address', index, index + hit.trimEnd().length);
  for (const { 0: hit, index } of original.matchAll(ADDRESS_ENGLISH)) put('address', index, index + hit.length);
  for (const shape of NAMES) {
    for (const { 0: hit, 1: name = '', index } of text.matchAll(shape)) {
      const start = index + hit.lastIndexOf(name);
      put('name', start, start + name.length);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function findNumbers(text: string, put: Put): void {
  const before = (at: number): string => text.slice(Math.max(0, at - 14), at);
  for (const { 0: hit, index } of text.matchAll(ID_CARD)) {
    if (isIdCard(hit.replace(/[- ]/g, '')) || SAID_ID_CARD.test(before(index)))
      put('idCard', index, index + hit.length);
  }
  for (const { 0: hit, index } of text.matchAll(OLD_ID_CARD)) {
    if (SAID_ID_CARD.test(before(index))) put('idCard', index, index + hit.length);
  }
  for (const { 0: hit, index } of text.matchAll(PASSPORT)) put('idCard', index, index + hit.length);
  for (const { 0: hit, index } of text.matchAll(CARD)) {
    const digits = hit.replace(/\D/g, '');
    if (digits.length < 13 || digits.length > 19) continue;
    const said = digits.length >= 16 && SAID_CARD.test(before(index));
    if (said || (isLuhn(digits) && !SAID_ORDER.test(before(index)))) put('bankCard', index, index + hit.length);
  }
  for (const shape of PHONES) {
    for (const { 0: hit, index } of text.matchAll(shape)) put('phone', index, index + hit.length);
  }
}

/** How many units stay readable at the beginning and the end. */
const KEPT: Readonly<Record<PersonalKind, readonly [number, number]>> = {
  phone: [3, 4],
  idCard: [3, 2],
  bankCard: [0, 4],
  email: [1, 0],
  name: [1, 0],
  plate: [2, 0],
  address: [0, 0],
  account: [1, 0],
};

/** The text with personal data starred out (of some kinds only, if named); exactly as long as it was. */
export function maskPersonal(original: string, kinds?: ReadonlySet<PersonalKind>): string {
  let out = '';
  let at = 0;
  for (const { kind, start, end } of findPersonal(original)) {
    if (kinds && !kinds.has(kind)) continue;
    const [head, tail] = KEPT[kind];
    const length = end - start;
    const left = Math.min(head, length - 1);
    const right = Math.min(tail, Math.max(0, length - left - 1));
    out += original.slice(at, start + left) + '*'.repeat(length - left - right) + original.slice(end - right, end);
    at = end;
  }
  return out + original.slice(at);
}
