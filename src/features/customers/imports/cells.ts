/** Reading cells as people write them. Pure. */

const CURRENCY = /^(?:¥|\$|€|£|HK\$|US\$|CNY|RMB|USD|EUR|GBP|HKD)|(?:元|圆|CNY|RMB|USD|EUR|GBP|HKD)$/i;

/**
 * An amount of money: ¥, 元, full-width digits, thousands separators, a minus in front or the accountant's brackets. null when it
 * cannot be told, `1.234,56` (a comma for the decimals) among it: guessing would be wrong by a factor of a thousand.
 */
export function readAmount(cell: string): number | null {
  let text = cell
    .normalize('NFKC')
    .replace(/[\s\u2009\u202f]/g, '')
    .replace(/^[−–—]/, '-')
    .replaceAll('￥', '¥');
  let sign = 1;
  const bracketed = /^\((.+)\)$/.exec(text);
  if (bracketed) {
    sign = -1;
    text = bracketed[1]!;
  }
  for (let round = 0; round < 2; round++) {
    if (text.startsWith('-') || text.startsWith('+')) {
      if (text.startsWith('-')) sign = -sign;
      text = text.slice(1);
    }
    text = text.replace(CURRENCY, '');
  }
  text = text.replace(CURRENCY, '');
  if (!/^(\d{1,15}|\d{1,3}(,\d{3}){1,4})?(\.\d{0,12})?$/.test(text) || !/\d/.test(text)) return null;
  const value = Number(text.replaceAll(',', ''));
  return value === 0 ? 0 : sign * value;
}

/** A cell of a column nobody mapped: a number where it is written as one, else the text. 007 and long ids stay text. */
export function looseValue(cell: string): string | number {
  const text = cell.trim();
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(text) ? Number(text) : text;
}
