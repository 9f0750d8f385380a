/** A call as a person writes it: one step after the other, questions of a form by their names. It becomes a flow. */
import { whyOf } from '../forms/compile.ts';
import type { Form, Json, Question } from '../forms/form.ts';
import type { Words } from '../words.ts';
import type { AskNode, CallFlow, CallNode, Keys, Prompt, RecordNode, Value } from './flow.ts';
import { type Draft, draftsOf, message } from './questions.ts';
import { joined, THANKS } from './say.ts';

interface Placed {
  /** Unique in the call; other steps lead to it by this. */
  readonly id: string;
  /** The step that follows, `end` for the end; the one below where it is not said. */
  readonly next?: string;
}

interface Spoken {
  /** Said by a voice. An `ask` or `record` without words asks as its form does. */
  readonly words?: Words;
  /** A recording that is played instead; the words say what is on it. */
  readonly recorded?: string;
}

export type CallStep = Placed &
  (
    | (Spoken & { readonly kind: 'say'; readonly bargeIn?: boolean })
    | (Spoken & {
        readonly kind: 'ask';
        readonly question: string;
        readonly row?: string;
        /** Which key means which answer; those of the form where it is not said. */
        readonly keys?: Readonly<Record<string, Value>>;
        readonly bargeIn?: boolean;
        readonly repeats?: number;
        readonly seconds?: number;
        /** Leads elsewhere by the key that was pressed. */
        readonly to?: Readonly<Record<string, string>>;
        /** Where it leads when nothing was pressed after the last time. */
        readonly nothing?: string;
      })
    | (Spoken & { readonly kind: 'record'; readonly question: string; readonly seconds?: number })
    | (Spoken & { readonly kind: 'transfer'; readonly target?: string; readonly seconds?: number })
    | (Spoken & { readonly kind: 'end' })
  );

export interface StepOptions {
  readonly caller: Words;
  /** Said first: the words of the message. */
  readonly lead: Words;
  readonly form: Form | null;
  /** Whom a transfer rings that names nobody. Without, such a step is passed over. */
  readonly person?: string;
}

/** Where a step may lead besides to other steps. */
export const LAST = 'end';
const LEAD = 'message';
/** Ids of steps are a person's; a node of ours never has the same one. */
const nodeOf = (id: string): string => (id === LAST ? LAST : `s_${id}`);

/** The steps must have passed `checkSteps`. */
export function callOfSteps(steps: readonly CallStep[], { caller, lead, form, person }: StepOptions): CallFlow {
  const bye: Prompt = { words: form?.thanks ? joined(form.thanks) : THANKS.words };
  const nodes: CallNode[] = [
    { id: LEAD, kind: 'say', prompt: { words: lead }, next: nodeOf(steps[0]?.id ?? LAST) },
    ...steps.flatMap((step, at) => nodesOf(step, nodeOf(step.next ?? steps[at + 1]?.id ?? LAST), form, person)),
  ];
  if (leadsTo(nodes, LAST)) nodes.push({ id: LAST, kind: 'end', prompt: bye, result: 'completed' });
  return { caller, start: LEAD, nodes };
}

const leadsTo = (nodes: readonly CallNode[], id: string): boolean =>
  nodes.some(
    (node) =>
      ('next' in node && node.next === id) ||
      (node.kind === 'ask' && (node.nothing === id || Object.values(node.to ?? {}).includes(id))),
  );

function nodesOf(step: CallStep, next: string, form: Form | null, person: string | undefined): CallNode[] {
  const id = nodeOf(step.id);
  const said = promptOf(step, null);
  switch (step.kind) {
    case 'say':
      return [{ id, kind: 'say', prompt: said ?? SILENT, next, ...(step.bargeIn ? { bargeIn: true } : {}) }];
    case 'end':
      return [{ id, kind: 'end', prompt: said ?? THANKS, result: 'completed' }];
    case 'transfer': {
      const target = step.target ?? person;
      // Nobody is there to take it: on, rather than into a silence.
      if (!target) return [{ id, kind: 'branch', cases: [], next }];
      const ring = step.seconds === undefined ? {} : { ringMs: step.seconds * 1000 };
      return [{ id, kind: 'transfer', target, next, ...ring, ...(said ? { prompt: said } : {}) }];
    }
    case 'ask': {
      const draft = askOf(form, step);
      return draft ? whenAsked(questionOf(form, step.question), { ...draft, id, next } as AskNode) : [];
    }
    case 'record': {
      const question = questionOf(form, step.question);
      if (!question) return [];
      const draft = message(step.question, question.title) as Omit<RecordNode, 'next'>;
      const most = step.seconds === undefined ? {} : { mostMs: step.seconds * 1000 };
      return whenAsked(question, { ...draft, ...most, prompt: promptOf(step, draft.prompt) ?? draft.prompt, id, next });
    }
  }
}

const SILENT: Prompt = { words: { zh: '', en: '' } };

function promptOf({ words, recorded }: Spoken, otherwise: Prompt | null): Prompt | null {
  const base = words ? { words } : otherwise;
  if (recorded === undefined) return base;
  return { words: base?.words ?? SILENT.words, recorded };
}

/** A question that the form asks only sometimes is asked here at the same times. */
function whenAsked(question: Question | undefined, node: AskNode | RecordNode): CallNode[] {
  const when: Json | undefined = question?.when;
  if (!when) return [node];
  const inner = `${node.id}!`;
  return [
    { id: node.id, kind: 'branch', cases: [{ when, to: inner }], next: node.next },
    { ...node, id: inner },
  ];
}

/** The question itself, or the one whose why it is. */
export function questionOf(form: Form | null, id: string): Question | undefined {
  return form?.questions.find((each) => each.id === id || (each.kind === 'nps' && whyOf(each.id) === id));
}

/** As the form would ask it by keys; undefined where it cannot. */
export function draftOf(form: Form | null, question: string, row?: string): Draft | undefined {
  const found = form?.questions.find(({ id }) => id === question);
  return (found ? draftsOf(found) : null)?.find((draft) => draft.save?.row === row);
}

type AskStep = Extract<CallStep, { kind: 'ask' }>;

function askOf(form: Form | null, step: AskStep): Omit<AskNode, 'next'> | null {
  const keys = keysOf(form, step);
  if (!keys) return null;
  const draft = draftOf(form, step.question, step.row);
  const words = { words: questionOf(form, step.question)?.title ?? SILENT.words };
  const to = step.to && Object.fromEntries(Object.entries(step.to).map(([key, id]) => [key, nodeOf(id)]));
  return {
    id: step.id,
    kind: 'ask',
    prompt: promptOf(step, draft?.prompt ?? words) ?? words,
    keys,
    save: { question: step.question, ...(step.row === undefined ? {} : { row: step.row }) },
    ...(step.bargeIn === false ? { bargeIn: false } : {}),
    ...(step.repeats === undefined ? {} : { repeats: step.repeats }),
    ...(step.seconds === undefined ? {} : { timeoutMs: step.seconds * 1000 }),
    ...(to && Object.keys(to).length > 0 ? { to } : {}),
    ...(step.nothing === undefined ? {} : { nothing: nodeOf(step.nothing) }),
  };
}

/** The keys of an ask: its own, else those of the form; null where it has neither. */
export function keysOf(form: Form | null, step: AskStep): Keys | null {
  const draft = draftOf(form, step.question, step.row);
  const own = draft?.kind === 'ask' ? draft.keys : null;
  if (step.keys === undefined) return own;
  return own?.kind === 'several' ? { ...own, values: step.keys } : { kind: 'one', values: step.keys };
}
