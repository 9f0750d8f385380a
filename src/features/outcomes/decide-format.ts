/** Figures inside sentences: a minus is −, thousands have a comma, the currency stands without a space. */
const SIGNS: Readonly<Record<string, string>> = { CNY: '¥', JPY: '¥', USD: '$', GBP: '£', EUR: '€' };

export function fixed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  const [whole = '', rest] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const negative = value < 0 && Number(text) !== 0;
  return `${negative ? '−' : ''}${grouped}${rest === undefined ? '' : `.${rest}`}`;
}

/** 0.2616 as 26.2%. */
export function percent(share: number): string {
  return `${fixed(share * 100, 1)}%`;
}

/** 0.0234 as 2.3: percentage points, and people of a hundred. */
export function points(share: number): string {
  return fixed(share * 100, 1);
}

export function money(value: number, currency: string): string {
  const sign = SIGNS[currency] ?? `${currency} `;
  const text = fixed(value, Math.abs(value) < 100 ? 1 : 0);
  return text.startsWith('−') ? `−${sign}${text.slice(1)}` : `${sign}${text}`;
}

/** A p value as it is read: three digits, never 0. */
export function pValue(p: number): string {
  return p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`;
}
