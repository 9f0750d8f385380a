import type { Words } from '../words.ts';

const HAN_THEN_LATIN = /\p{Script=Han}$/u;
const LATIN_START = /^[A-Za-z0-9\p{Sc}-]/u;
const LATIN_END = /[A-Za-z0-9%]$/;
const HAN_START = /^\p{Script=Han}/u;

/** Joins Chinese pieces with a space where a Han character meets a letter or a digit. */
export function glue(...pieces: readonly string[]): string {
  let text = '';
  for (const piece of pieces) {
    const gap =
      (HAN_THEN_LATIN.test(text) && LATIN_START.test(piece)) || (LATIN_END.test(text) && HAN_START.test(piece));
    text += gap ? ` ${piece}` : piece;
  }
  return text;
}

export const words = (zh: string, en: string): Words => ({ zh, en });

/** A name or a value somebody wrote. */
export const quote = (text: Words | string): Words =>
  typeof text === 'string' ? words(`「${text}」`, `“${text}”`) : words(`「${text.zh}」`, `“${text.en}”`);

/** Thousands with commas, as many decimals as the number has. */
function grouped(value: number): string {
  const [whole = '', decimals] = String(value).split('.');
  if (!/^-?\d+$/.test(whole)) return String(value);
  const commas = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? commas : `${commas}.${decimals}`;
}

const CURRENCY = /^\p{Sc}$/u;

export function sayNumber(value: number, unit?: Words): Words {
  const number = grouped(value);
  if (!unit) return words(number, number);
  const one = (sign: string) => {
    if (!CURRENCY.test(sign)) return `${number} ${sign}`;
    return value < 0 ? `-${sign}${number.slice(1)}` : `${sign}${number}`;
  };
  return words(one(unit.zh), one(unit.en));
}

/** A list as in 「甲」、「乙」或「丙」; long lists end in the number of what is left out. */
export function sayList(items: readonly Words[], last: 'and' | 'or'): Words {
  const shown = items.length > 6 ? items.slice(0, 5) : items;
  const left = items.length - shown.length;
  const zh = shown.map((each) => each.zh);
  const en = shown.map((each) => each.en);
  if (left > 0) return words(`${zh.join('、')}等 ${items.length} 项`, `${en.join(', ')} and ${left} more`);
  if (zh.length < 2) return words(zh[0] ?? '', en[0] ?? '');
  const end = last === 'and' ? words('和', 'and') : words('或', 'or');
  return words(
    `${zh.slice(0, -1).join('、')}${end.zh}${zh.at(-1)}`,
    `${en.slice(0, -1).join(', ')} ${end.en} ${en.at(-1)}`,
  );
}

const COMPARING: Readonly<Record<string, Words>> = {
  '=': { zh: '等于', en: 'exactly' },
  '!=': { zh: '不等于', en: 'not' },
  '<': { zh: '少于', en: 'less than' },
  '<=': { zh: '不超过', en: 'at most' },
  '>': { zh: '大于', en: 'more than' },
  '>=': { zh: '至少', en: 'at least' },
  between: { zh: '介于', en: 'between' },
  notBetween: { zh: '不介于', en: 'not between' },
};

/** `至少 2 次`, `介于 1 次和 3 次之间`, `at least 2`: a comparison without its subject. */
export function sayComparison(operator: string, values: readonly Words[]): Words {
  const verb = COMPARING[operator] ?? words(operator, operator);
  const [low = words('', ''), high] = values;
  if (!high) return words(glue(verb.zh, low.zh), `${verb.en} ${low.en}`);
  return words(glue(verb.zh, low.zh, '和', high.zh, '之间'), `${verb.en} ${low.en} and ${high.en}`);
}
