/** A survey form as a telephone call: the same questions, the same answers. */
import { whyOf } from '../forms/compile.ts';
import type { Form, Json, Question } from '../forms/form.ts';
import { NPS_MOST } from '../forms/kinds/index.ts';
import { STARS } from '../forms/kinds/stars.ts';
import type { Words } from '../words.ts';
import type { AskNode, CallFlow, CallNode, Keys, RecordNode, Spot, Value } from './flow.ts';
import { joined, THANKS } from './say.ts';

export interface SpokenForm {
  readonly flow: CallFlow;
  /** Questions that cannot be put on the phone: their options do not fit nine keys. */
  readonly unasked: readonly string[];
}

export interface SpeakOptions {
  readonly caller: Words;
  /** Free words are left as a message after the tone, to be listened to or read by a recogniser. Without, they are not asked. */
  readonly messages?: boolean;
  /** Whom she is connected to at the end when a signal of the form holds (a low score). */
  readonly person?: string;
}

type Part = AskNode | RecordNode;
/** Nodes that belong to one question, and when they are to be asked. */
interface Asked {
  readonly parts: readonly Draft[];
  readonly when?: Json;
}
type Draft = Omit<AskNode, 'next'> | Omit<RecordNode, 'next'>;

const MOST_CHOICES = 9;
const END = 'end';
const CARE = 'care?';
const PERSON = 'person';
const ONE_MOMENT = {
  words: {
    zh: '非常抱歉给您带来不便，正在为您转接专人，请稍候。',
    en: 'We are sorry. One moment, we connect you with a colleague.',
  },
};

export function callOfForm(form: Form, { caller, messages = false, person }: SpeakOptions): SpokenForm {
  const unasked: string[] = [];
  const asked = form.questions.flatMap((question): Asked[] => {
    const parts = draftsOf(question);
    if (parts === null) {
      if (question.kind !== 'text') unasked.push(question.id);
      return question.kind === 'text' && messages ? [withWhen(question, [message(question.id, question.title)])] : [];
    }
    return [withWhen(question, parts), ...(messages ? whys(question) : [])];
  });
  const nodes: CallNode[] = [];
  const signals = person === undefined ? [] : (form.signals ?? []);
  const last = signals.length > 0 ? CARE : END;
  if (form.intro)
    nodes.push({ id: 'intro', kind: 'say', prompt: { words: joined(form.intro) }, next: entryOf(asked, 0, last) });
  for (const [at, each] of asked.entries()) nodes.push(...placed(each, entryOf(asked, at + 1, last)));
  if (person !== undefined && signals.length > 0) {
    nodes.push({ id: CARE, kind: 'branch', cases: signals.map(({ when }) => ({ when, to: PERSON })), next: END });
    nodes.push({ id: PERSON, kind: 'transfer', prompt: ONE_MOMENT, target: person, next: END });
  }
  const bye = { words: form.thanks ? joined(form.thanks) : THANKS.words };
  nodes.push({ id: END, kind: 'end', prompt: bye, result: 'completed' });
  return { flow: { caller, start: form.intro ? 'intro' : entryOf(asked, 0, last), nodes }, unasked };
}

const withWhen = ({ when }: Pick<Question, 'when'>, parts: readonly Draft[]): Asked => ({
  parts,
  ...(when ? { when } : {}),
});

function entryOf(asked: readonly Asked[], at: number, last: string): string {
  const here = asked[at];
  const first = here?.parts[0];
  if (!here || !first) return last;
  return here.when ? `if_${first.id}` : first.id;
}

function placed({ parts, when }: Asked, onward: string): CallNode[] {
  const nodes: CallNode[] = parts.map((draft, at): Part => ({ ...draft, next: parts[at + 1]?.id ?? onward }) as Part);
  const first = parts[0];
  if (when && first)
    nodes.unshift({ id: `if_${first.id}`, kind: 'branch', cases: [{ when, to: first.id }], next: onward });
  return nodes;
}

/** null: not by keys. */
function draftsOf(question: Question): Draft[] | null {
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

const message = (id: string, title: Words): Draft => ({
  id,
  kind: 'record',
  prompt: { words: joined(title, AFTER_TONE) },
  save: { question: id },
});

/** The why of a recommendation, in the words that fit the score. */
function whys(question: Question): Asked[] {
  if (question.kind !== 'nps' || !question.why) return [];
  const { promoter, passive, detractor } = question.why;
  const field = `answer.${question.id}`;
  const rule = (...rules: Json[]): Json => ({ combinator: 'and', rules });
  const why = whyOf(question.id);
  const part = (words: Words, name: string, when: Json): Asked => ({
    when,
    parts: [{ ...message(why, words), id: `${why}_${name}` }],
  });
  return [
    part(promoter, 'promoter', rule({ field, operator: '>=', value: 9 })),
    part(passive, 'passive', rule({ field, operator: '>=', value: 7 }, { field, operator: '<=', value: 8 })),
    part(detractor, 'detractor', rule({ field, operator: '<=', value: 6 })),
  ];
}

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
