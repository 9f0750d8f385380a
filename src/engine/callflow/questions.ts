/** A question of a form as it is asked by keys, and as a message after the tone. */
import type { Question } from '../forms/form.ts';
import { NPS_MOST } from '../forms/kinds/index.ts';
import { STARS } from '../forms/kinds/stars.ts';
import type { Words } from '../words.ts';
import type { AskNode, Keys, RecordNode, Spot, Value } from './flow.ts';
import { joined } from './say.ts';

/** What is asked, before it is known where it leads. */
export type Draft = Omit<AskNode, 'next'> | Omit<RecordNode, 'next'>;

export const MOST_CHOICES = 9;

/** null: not by keys. */
export function draftsOf(question: Question): Draft[] | null {
  const { id, title } = question;
  switch (question.kind) {
    case 'stars': {
      const { most = STARS, rows } = question;
      if (!rows) return [ask(id, joined(title, starsHint(most)), range(1, most), { question: id })];
      return rows.map((row, at) =>
        ask(
          `${id}_${row.id}`,
          at === 0 ? joined(title, row.label, starsHint(most)) : joined(row.label, shortHint(1, most)),
          range(1, most),
          { question: id, row: row.id },
        ),
      );
    }
    case 'nps':
      return [
        ask(id, joined(title, numberHint(0, NPS_MOST)), { kind: 'number', from: 0, to: NPS_MOST }, { question: id }),
      ];
    case 'scale': {
      const { from, to } = question;
      if (from < 0) return null;
      return [ask(id, joined(title, shortHint(from, to), ...endsHint(question)), range(from, to), { question: id })];
    }
    case 'single': {
      if (question.options.length > MOST_CHOICES) return null;
      return [
        ask(
          id,
          joined(title, choices(question.options)),
          { kind: 'one', values: valuesOf(question.options) },
          { question: id },
        ),
      ];
    }
    case 'multiple': {
      const { options, least, most } = question;
      if (options.length > MOST_CHOICES) return null;
      const keys: Keys = {
        kind: 'several',
        values: valuesOf(options),
        ...(least === undefined ? {} : { least }),
        ...(most === undefined ? {} : { most }),
      };
      return [ask(id, joined(title, choices(options), SEVERAL), keys, { question: id })];
    }
    case 'text':
      return null;
  }
}

const ask = (id: string, words: Words, keys: Keys, save: Spot): Draft => ({
  id,
  kind: 'ask',
  prompt: { words },
  keys,
  save,
});

export const message = (id: string, title: Words): Draft => ({
  id,
  kind: 'record',
  prompt: { words: joined(title, AFTER_TONE) },
  save: { question: id },
});

function range(from: number, to: number): Keys {
  if (to > 9) return { kind: 'number', from, to };
  const values: Record<string, Value> = {};
  for (let score = from; score <= to; score++) values[String(score)] = score;
  return { kind: 'one', values };
}

const valuesOf = (options: readonly { readonly value: string }[]): Record<string, Value> =>
  Object.fromEntries(options.map(({ value }, at) => [String(at + 1), value]));

const choices = (options: readonly { readonly label: Words }[]): Words => ({
  zh: options.map(({ label }, at) => `${label.zh}请按${at + 1}`).join('，'),
  en: options.map(({ label }, at) => `for ${label.en} press ${at + 1}`).join(', '),
});

const starsHint = (most: number): Words => ({
  zh: `请按1到${most}打分，${most}分表示非常满意`,
  en: `Press 1 to ${most}; ${most} means very satisfied`,
});
const shortHint = (from: number, to: number): Words => ({ zh: `请按${from}到${to}`, en: `Press ${from} to ${to}` });
const numberHint = (from: number, to: number): Words => ({
  zh: `请输入${from}到${to}分，按井号键结束`,
  en: `Enter ${from} to ${to} and end with the hash key`,
});
const endsHint = ({ from, to, low, high }: { from: number; to: number; low?: Words; high?: Words }): Words[] =>
  low && high
    ? [{ zh: `${from}表示${low.zh}，${to}表示${high.zh}`, en: `${from} means ${low.en}, ${to} means ${high.en}` }]
    : [];
const SEVERAL: Words = { zh: '可以多选，按井号键结束', en: 'You may choose several; end with the hash key' };
const AFTER_TONE: Words = {
  zh: '请在提示音后留言，按井号键结束',
  en: 'Please speak after the tone and end with the hash key',
};
