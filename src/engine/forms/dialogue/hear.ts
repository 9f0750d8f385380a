/**
 * A survey as a conversation: what a reply does to the answers, and what is said next. It knows no channel; whoever uses it (SMS, a menu in a
 * chat, a voice) keeps the state between two replies. Pure.
 */
import type { CompiledForm } from '../compile.ts';
import type { Answers } from '../form.ts';
import type { Words } from '../../words.ts';
import { readReply } from './read.ts';
import { askedAgain, askedAs } from './say.ts';
import { nextTurn, type Turn, turnsOf, withAnswer } from './turns.ts';

/** Plain JSON. */
export interface DialogueState {
  /** What was asked last. */
  readonly at: string;
  /** How often a reply to it was not understood. */
  readonly unclear: number;
  readonly skipped: readonly string[];
}

export interface Heard {
  readonly kind: 'answered' | 'skipped' | 'unclear';
  readonly answers: Answers;
  /** null: nothing more is to be asked. */
  readonly state: DialogueState | null;
  /** What is said to her now; nothing to who has not been understood twice. */
  readonly say: Words | null;
}

/** The first thing to be asked. */
export function begin(compiled: CompiledForm, answers: Answers = {}): DialogueState | null {
  const turn = nextTurn(compiled, answers, []);
  return turn && { at: turn.id, unclear: 0, skipped: [] };
}

export const turnAt = ({ form }: CompiledForm, { at }: DialogueState): Turn | null =>
  turnsOf(form).find(({ id }) => id === at) ?? null;

/** `all`: one question after the other; else only the one that was asked. */
export function hear(
  compiled: CompiledForm,
  state: DialogueState,
  answers: Answers,
  reply: { readonly text: string; readonly choice?: string | null; readonly all: boolean },
): Heard {
  const turn = turnAt(compiled, state);
  if (!turn) return { kind: 'unclear', answers, state: null, say: null };
  const read = readReply(turn, reply.text, reply.choice);
  if (read.kind === 'unclear') {
    const say = state.unclear === 0 ? askedAgain(turn) : null;
    return { kind: 'unclear', answers, state: { ...state, unclear: state.unclear + 1 }, say };
  }
  const skipped = read.kind === 'skip' ? [...state.skipped, turn.id] : state.skipped;
  const known = read.kind === 'value' ? withAnswer(answers, turn, read.value) : answers;
  // An answer to a question may hide others that were answered before, and may be one the form refuses.
  const { answers: clean } = compiled.validate(known, { partial: true });
  const next = reply.all ? nextTurn(compiled, clean, skipped) : null;
  const kind = read.kind === 'skip' ? 'skipped' : 'answered';
  if (!next) return { kind, answers: clean, state: null, say: null };
  return { kind, answers: clean, state: { at: next.id, unclear: 0, skipped }, say: askedAs(next, clean) };
}
