/** The steps of a call while somebody writes them. */
import { draftOf } from '../../../../engine/callflow/index.ts';
import type { Form, Question } from '../../../../engine/forms/form.ts';
import { compileTemplate, renderTemplate } from '../../../../engine/template/index.ts';
import { bothOf, type Words } from '../../../../engine/words.ts';
import type { Definition } from '../../../../console/playbook/useDraft.ts';
import type { CallDefinition, CallStep } from '../../contract-definition.ts';

export type StepKind = CallStep['kind'];

/** A message of the playbook that has words for telephones. */
export interface Spoken {
  readonly key: string;
  readonly name: Words;
  readonly form: Form | null;
}

/** What is written of one call: the words of the message, and its steps; `null`: it asks its form as it stands. */
export interface Written {
  readonly lead: Words;
  readonly steps: readonly CallStep[] | null;
}

/** By message. */
export type Calls = Readonly<Record<string, Written>>;

interface MessageLike {
  readonly key: string;
  readonly name: Words;
  readonly form?: string;
  readonly channels: { readonly voice?: { readonly text: Words } };
}

const messagesIn = (definition: Definition) => definition.messages as unknown as MessageLike[];
const callsIn = (definition: Definition) => (definition.calls ?? []) as unknown as CallDefinition[];

export const spokenIn = (definition: Definition): Spoken[] =>
  messagesIn(definition).flatMap(({ key, name, form, channels }) =>
    channels.voice
      ? [{ key, name, form: (definition.forms as readonly Form[]).find((each) => each.key === form) ?? null }]
      : [],
  );

export const callsOf = (definition: Definition): Calls =>
  Object.fromEntries(
    messagesIn(definition).flatMap(({ key, channels }) => {
      const steps = callsIn(definition).find((each) => each.message === key)?.steps ?? null;
      return channels.voice ? [[key, { lead: channels.voice.text, steps }]] : [];
    }),
  );

/** The playbook with those calls that were changed. */
export function withCalls(definition: Definition, now: Calls, first: Calls): Definition {
  const isChanged = (key: string) => JSON.stringify(now[key]) !== JSON.stringify(first[key]);
  return Object.entries(now)
    .filter(([key]) => isChanged(key))
    .reduce((written, [key, call]) => withCall(written, key, call), definition);
}

function withCall(definition: Definition, message: string, { lead, steps }: Written): Definition {
  const others = (definition.calls ?? []).filter((each) => each.message !== message);
  const calls = steps === null ? others : [...others, { message, steps: steps.map(filledIn) }];
  const messages = messagesIn(definition).map((each) =>
    each.key === message && each.channels.voice
      ? { ...each, channels: { ...each.channels, voice: { ...each.channels.voice, text: bothOf(lead) } } }
      : each,
  );
  const { calls: _before, ...rest } = definition;
  return {
    ...rest,
    messages: messages as unknown as Definition['messages'],
    ...(calls.length > 0 ? { calls: calls as NonNullable<Definition['calls']> } : {}),
  };
}

function filledIn(step: CallStep): CallStep {
  if (!step.words) return step;
  const words = bothOf(step.words);
  return words.zh.trim() === '' ? change(step, { words: undefined }) : { ...step, words };
}

/** A step with some of it changed; `undefined` takes a field away. */
export function change(step: CallStep, part: Readonly<Record<string, unknown>>): CallStep {
  const all = Object.entries({ ...step, ...part }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(all) as unknown as CallStep;
}

const idOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 36);

export function freeId(steps: readonly CallStep[], wish: string): string {
  const taken = new Set(['end', ...steps.map(({ id }) => id)]);
  const base = idOf(wish) || 'step';
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(id)) return id;
  }
}

export function newStep(kind: StepKind, steps: readonly CallStep[], form: Form | null): CallStep {
  const id = freeId(steps, kind);
  const empty = { zh: '', en: '' };
  switch (kind) {
    case 'ask':
      return { id, kind, ...(asksOf(form)[0] ?? { question: '' }) };
    case 'record':
      return { id, kind, question: messagesOf(form)[0]?.question ?? '' };
    case 'transfer':
      return {
        id,
        kind,
        words: { zh: '正在为您转接专人，请稍候。', en: 'One moment, we connect you with a colleague.' },
      };
    default:
      return { id, kind, words: empty };
  }
}

export interface Asked {
  readonly question: string;
  readonly row?: string;
}

/** Everything that can be asked by keys, in the order of the form. */
export function asksOf(form: Form | null): Asked[] {
  return (form?.questions ?? []).flatMap((question): Asked[] => {
    if (question.kind === 'text') return [];
    if (question.kind !== 'stars' || !question.rows) return [{ question: question.id }];
    return question.rows.map(({ id }) => ({ question: question.id, row: id }));
  });
}

/** Everything that can be answered by a message after the tone. */
export function messagesOf(form: Form | null): { readonly question: string; readonly title: Words }[] {
  return (form?.questions ?? []).flatMap((question) => {
    if (question.kind === 'text') return [{ question: question.id, title: question.title }];
    if (question.kind === 'nps' && question.why)
      return [{ question: `${question.id}_why`, title: question.why.passive }];
    return [];
  });
}

/** One step for each question, as the form would ask them: where one begins to write. */
export function stepsOfForm(form: Form | null): CallStep[] {
  const steps: CallStep[] = [];
  for (const question of form?.questions ?? [])
    for (const each of partsOf(question, form)) steps.push({ ...each, id: freeId(steps, each.id) });
  return steps;
}

function partsOf(question: Question, form: Form | null): CallStep[] {
  if (question.kind === 'text') return [{ id: question.id, kind: 'record', question: question.id }];
  const rows = question.kind === 'stars' && question.rows ? question.rows.map(({ id }) => id) : [undefined];
  return rows.flatMap((row): CallStep[] =>
    draftOf(form, question.id, row)
      ? [
          {
            id: row === undefined ? question.id : `${question.id}_${row}`,
            kind: 'ask',
            question: question.id,
            ...(row === undefined ? {} : { row }),
          },
        ]
      : [],
  );
}

/** The answers of a question, as they are put on keys. */
export function answersOf(
  form: Form | null,
  { question: id }: Asked,
): { value: string | number; label: Words | null }[] {
  const question = form?.questions.find((each) => each.id === id);
  const numbers = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_each, at) => ({ value: from + at, label: null }));
  switch (question?.kind) {
    case 'stars':
      return numbers(1, question.most ?? 5);
    case 'nps':
      return numbers(0, 10);
    case 'scale':
      return numbers(question.from, question.to);
    case 'single':
    case 'multiple':
      return question.options.map(({ value, label }) => ({ value, label }));
    default:
      return [];
  }
}

/** Words with something in the place of each variable, as they would be heard. */
export function heard(text: string, examples: Readonly<Record<string, string>>): string {
  return renderTemplate(compileTemplate(text).template, examples).text;
}
