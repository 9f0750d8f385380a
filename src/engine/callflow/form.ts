/** A survey form as a telephone call: the same questions, the same answers. */
import { whyOf } from '../forms/compile.ts';
import type { Form, Json, Question } from '../forms/form.ts';
import type { Words } from '../words.ts';
import type { AskNode, CallFlow, CallNode, RecordNode } from './flow.ts';
import { type Draft, draftsOf, message } from './questions.ts';
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
