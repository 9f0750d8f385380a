/** Pure decisions about customers: attribute values, the kind of an order, the change a form makes. */
import type { Words } from '../../engine/words.ts';
import type { Attribute, AttributeValue } from './contract.ts';

export type AttributeDefinition = Pick<Attribute, 'key' | 'type' | 'choices'>;

export const ATTRIBUTE_FLAWS = {
  unknown: { zh: '没有定义这个属性', en: 'no such attribute is defined' },
  not_text: { zh: '应为不超过 1000 字的文本', en: 'must be text of at most 1000 characters' },
  not_number: { zh: '应为数字', en: 'must be a number' },
  not_boolean: { zh: '应为是或否（true / false）', en: 'must be true or false' },
  not_date: { zh: '应为日期，如 2026-01-31', en: 'must be a date such as 2026-01-31' },
  not_choice: { zh: '不在可选值之中', en: 'is none of the choices' },
} as const satisfies Record<string, Words>;
export type AttributeFlaw = keyof typeof ATTRIBUTE_FLAWS;

export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** null when the value fits its definition. */
export function flawOfAttribute(
  definition: AttributeDefinition | undefined,
  value: AttributeValue,
): AttributeFlaw | null {
  switch (definition?.type) {
    case undefined:
      return 'unknown';
    case 'text':
      return typeof value === 'string' && value.length <= 1000 ? null : 'not_text';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'not_number';
    case 'boolean':
      return typeof value === 'boolean' ? null : 'not_boolean';
    case 'date':
      return typeof value === 'string' && isDay(value) ? null : 'not_date';
    case 'choice':
      return definition.choices.some((choice) => choice.value === value) ? null : 'not_choice';
  }
}

const YES = ['true', 'yes', 'y', '1', '是', '有', '对'];
const NO = ['false', 'no', 'n', '0', '否', '无', '不是'];

/** A cell of a file as the value its definition asks for; what does not fit is returned as it is and refused by flawOfAttribute. */
export function readAttribute(definition: AttributeDefinition | undefined, cell: string): AttributeValue {
  const text = cell.trim();
  if (definition?.type === 'number') {
    const number = Number(text.normalize('NFKC').replaceAll(',', ''));
    return text === '' || Number.isNaN(number) ? text : number;
  }
  if (definition?.type === 'boolean') {
    const word = text.toLowerCase();
    return YES.includes(word) ? true : NO.includes(word) ? false : text;
  }
  if (definition?.type === 'choice') {
    return definition.choices.find((each) => [each.value, each.zh, each.en].includes(text))?.value ?? text;
  }
  return text;
}

/** A negative order is a refund: not a purchase, does not end silence, reduces revenue. */
export function eventTypeOfOrder(amount: number): 'purchase' | 'refund' | 'order_zero' {
  if (amount > 0) return 'purchase';
  return amount < 0 ? 'refund' : 'order_zero';
}

/** Money is kept with two decimals; halves go away from zero, as PostgreSQL rounds. */
export function toCents(amount: number): number {
  const cents = Math.round(Math.abs(amount) * 100 + 1e-7) / 100;
  return cents === 0 ? 0 : Math.sign(amount) * cents;
}

const GENDER_WORDS: Readonly<Record<string, readonly string[]>> = {
  female: ['female', 'f', '女', '女士', '女性', 'woman'],
  male: ['male', 'm', '男', '先生', '男性', 'man'],
  other: ['other', 'unknown', '其他', '未知', '不详'],
};

export function readGender(text: string): string | null {
  const word = text.trim().toLowerCase();
  return Object.keys(GENDER_WORDS).find((gender) => GENDER_WORDS[gender]?.includes(word)) ?? null;
}
