/** How agents work: most take a task in time, some late, some leave it to the superior. And how the calls go. */
import type { Answers, Form, Question } from '../../engine/forms/form.ts';
import type { Chance } from '../demo/chance.ts';
import { troubleNamed } from './answers.ts';
import type { Nature } from './nature.ts';
import type { Experience } from './trouble.ts';
import { INVITED, NOTES, PROMISES } from './words.ts';

/** Minutes of work after the task was opened, or null: leaves it lying. */
export function takesUpAfter(die: Chance): number | null {
  return die.weigh<() => number | null>([
    [() => 3 + die.exponential(32), 80],
    [() => 130 + die.exponential(60), 11],
    [() => null, 9],
  ])();
}

/** Minutes after it was escalated until the superior takes it; one in six stays for another day. */
export function superiorTakesUpAfter(die: Chance): number {
  return die.hits(1 / 6) ? 1440 + die.exponential(600) : 15 + die.exponential(70);
}

export type CallResult = 'done' | 'unreachable' | 'refused' | 'wrong_number';

/** The later the call, the less she wants to talk. */
export function callResult(die: Chance, nature: Nature, attempt: number): CallResult {
  if (die.hits(0.008)) return 'wrong_number';
  if (!die.hits(nature.picksUp)) return 'unreachable';
  return die.hits(0.03 + 0.05 * nature.strict + 0.02 * attempt) ? 'refused' : 'done';
}

export interface Call {
  readonly experience: Experience;
  readonly nature: Nature;
  /** Chance that she says yes to what she is offered. */
  readonly willing: number;
}

/** The record form, filled during the call. */
export function recordOf(die: Chance, form: Form | null, call: Call): { answers: Answers; note: string } {
  const calm = die.hits(0.72 - 0.2 * call.experience.grade * call.nature.strict);
  const tone = calm ? 'calm' : die.hits(0.7) ? 'soft' : 'hard';
  const answers: Record<string, unknown> = {};
  for (const question of form?.questions ?? []) {
    const value = recordAnswer(die, question, call, tone);
    if (value !== undefined) answers[question.id] = value;
  }
  return { answers, note: form ? die.pick(NOTES[tone]) : die.pick(INVITED) };
}

type Tone = keyof typeof NOTES;
const STARS: Readonly<Record<Tone, readonly number[]>> = { calm: [4, 5, 5], soft: [3, 3, 4], hard: [1, 2] };

function recordAnswer(die: Chance, question: Question, { experience, willing }: Call, tone: Tone): unknown {
  switch (question.kind) {
    case 'stars':
      return question.rows
        ? Object.fromEntries(question.rows.map(({ id }) => [id, die.pick(STARS[tone])]))
        : die.pick(STARS[tone]);
    case 'nps':
      return die.pick(STARS[tone]) * 2;
    case 'scale':
      return question.from + Math.round(willing * (question.to - question.from));
    case 'single': {
      const trouble = experience.trouble ?? 'other';
      const named = question.options.find(({ value, label }) => troubleNamed(value, label.zh) === trouble);
      // the first option is the good end, the last the bad one
      const at = tone === 'calm' ? 0 : tone === 'soft' ? 1 : question.options.length - 1;
      return (named ?? question.options[at] ?? question.options[0])?.value;
    }
    case 'multiple':
      return question.options.slice(0, 1).map(({ value }) => value);
    case 'text':
      return question.required ? die.pick(PROMISES) : die.hits(0.4) ? die.pick(NOTES[tone]) : undefined;
  }
}
