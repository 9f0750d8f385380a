/**
 * Personal data in free text: found by shape and checksum, masked unit for unit, so that positions in the text stay what they were. Names
 * are best effort: after 我叫, and a full name before 先生 or 女士.
 */
import { normalise } from './normalise.ts';

export type PersonalKind = 'phone' | 'idCard' | 'bankCard' | 'email' | 'name';

export interface Personal {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
}

const ORDER = /(?:订单|单号|运单|快递|物流|流水|编号|凭证|票号|order|tracking|invoice|no\.)[号码是为:：#\s\w]{0,6}$/;
const PHONE = /(?<![\d*])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/g;
const ID_CARD = /(?<!\d)\d{17}[\dx](?![\dx])/g;
const CARD = /(?<!\d)\d{4}(?:[- ]?\d{4}){2}(?:[- ]?\d{1,4}){1,2}(?!\d)/g;
const EMAIL = /[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,12}/g;
const NAMED = /(?:我叫|我的名字是|姓名[是:：]?|my name is )\s?(\p{Script=Han}{2,3}|[a-z]+(?: [a-z]+)?)/gu;
const FAMILY =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房丁邓洪包石崔龚程裴陆翁段侯武刘龙叶黎白蒲申牟文欧曾关肖涂游聂晏易覃';
const TITLED = new RegExp(
  `(?<=^|[^\\p{Script=Han}]|[和请找给与跟叫是的让说位])([${FAMILY}]\\p{Script=Han}{1,2}?)(?:先生|女士|小姐)`,
  'gu',
);

/** Weights of the first 17 digits (GB 11643). */
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

export function isIdCard(text: string): boolean {
  const month = Number(text.slice(10, 12));
  const day = Number(text.slice(12, 14));
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return '10x98765432'[sum % 11] === text[17]?.toLowerCase();
}

/** The Luhn checksum of bank cards. One number in ten passes it by chance, so what stands before it decides too. */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, double = false; at >= 0; at--, double = !double) {
    const digit = Number(digits[at]);
    sum += double ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}

export function findPersonal(original: string): Personal[] {
  const text = normalise(original);
  const found: Personal[] = [];
  // Which units belong to something found already: the first kind that takes them has them.
  const taken = new Uint8Array(text.length);
  const put = (kind: PersonalKind, start: number, end: number): void => {
    if (taken.subarray(start, end).includes(1)) return;
    taken.fill(1, start, end);
    found.push({ kind, start, end });
  };
  const isOrder = (at: number): boolean => ORDER.test(text.slice(Math.max(0, at - 14), at));
  for (const { 0: hit, index } of text.matchAll(ID_CARD)) {
    if (isIdCard(hit)) put('idCard', index, index + hit.length);
  }
  for (const { 0: hit, index } of text.matchAll(CARD)) {
    const digits = hit.replace(/\D/g, '');
    const fits = digits.length >= 13 && digits.length <= 19 && isLuhn(digits);
    if (fits && !isOrder(index)) put('bankCard', index, index + hit.length);
  }
  for (const { 0: hit, index } of text.matchAll(PHONE)) if (!isOrder(index)) put('phone', index, index + hit.length);
  for (const { 0: hit, index } of text.matchAll(EMAIL)) put('email', index, index + hit.length);
  for (const { 0: hit, 1: name = '', index } of text.matchAll(NAMED)) {
    put('name', index + hit.length - name.length, index + hit.length);
  }
  for (const { 1: name = '', index } of text.matchAll(TITLED)) put('name', index, index + name.length);
  return found.sort((a, b) => a.start - b.start);
}

/** How many units stay readable at the beginning and the end. */
const KEPT: Readonly<Record<PersonalKind, readonly [number, number]>> = {
  phone: [3, 4],
  idCard: [3, 2],
  bankCard: [0, 4],
  email: [1, 0],
  name: [1, 0],
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
