/** What each question of a form is worth: who saw it, who answered, who left at it, and whether its answers tell anything. */
import { correlation } from '../stats/correlation.ts';
import type { Interval } from '../stats/interval.ts';
import { wilson } from '../stats/wilson.ts';
import type { Answers, Form, Question } from './form.ts';
import { isBag, own } from './own.ts';
import { compileWhen } from './when.ts';

export interface Filled {
  readonly answers: Answers;
  readonly complete: boolean;
}

export interface Rate {
  readonly k: number;
  readonly n: number;
  readonly value: number;
  readonly ci: Interval;
}

export interface Together {
  readonly n: number;
  readonly value: number;
  readonly ci: Interval;
}

export const SUGGESTIONS = ['same', 'twin', 'skipped', 'leaves', 'unrelated'] as const;
export type Suggestion = (typeof SUGGESTIONS)[number];

export interface QuestionFacts {
  readonly question: string;
  /** Who came to it: its condition held, and she had not left before. */
  readonly shown: number;
  readonly answered: number;
  /** Went on, or finished, without answering it. */
  readonly skipped: number;
  /** Never answered anything from here on, and did not finish. */
  readonly left: number;
  readonly skippedRate: Rate | null;
  readonly leftRate: Rate | null;
  /** The answer given most, and how many of those who answered gave it. */
  readonly most: (Rate & { readonly answer: string }) | null;
  /** Its score with the mean of the other scores of the same response. */
  readonly itemTotal: Together | null;
  /** The other question whose score goes with it most. */
  readonly twin: (Together & { readonly question: string }) | null;
  readonly suggestion: Suggestion | null;
}

/** Figures below it are luck; a question is not dropped for fewer than `SURE`. */
const LEAST = 30;
const SURE = 100;
/** Nine of ten say the same; two scores that go together as closely as this are one question. */
const BOUNDS = { same: 0.9, twin: 0.9, skipped: 0.5, leaves: 0.1, unrelated: 0.1 } as const;

export function questionFacts(form: Form, filled: readonly Filled[]): QuestionFacts[] {
  const holds = form.questions.map(({ when }) => (when ? compileWhen(when) : () => true));
  const seen = filled.map(({ answers, complete }) => {
    const given = form.questions.map(({ id }) => isGiven(own(answers, id)));
    const last = given.lastIndexOf(true);
    const shown = form.questions.map((_, at) => holds[at]?.(answers) ?? true);
    // She saw the first question after the last she answered; of those behind it nobody knows.
    const next = complete ? -1 : shown.findIndex((is, at) => is && at > last);
    return { given, shown: shown.map((is, at) => is && (complete || at <= last || at === next)), next };
  });
  const scores = form.questions.map((question) =>
    filled.map(({ answers }) => scoreOf(question, own(answers, question.id))),
  );
  return form.questions.map((question, at): QuestionFacts => {
    const count = (is: (one: (typeof seen)[number]) => boolean) =>
      seen.reduce((sum, one) => sum + (is(one) ? 1 : 0), 0);
    const shown = count((one) => one.shown[at] === true);
    const answered = count((one) => one.shown[at] === true && one.given[at] === true);
    const left = count((one) => one.next === at);
    const skipped = shown - answered - left;
    const most = mostGiven(
      filled.map(({ answers }) => own(answers, question.id)),
      question,
    );
    const known = {
      question: question.id,
      shown,
      answered,
      skipped,
      left,
      skippedRate: rateOf(skipped, shown),
      leftRate: rateOf(left, shown),
      most,
      itemTotal: itemTotal(scores, at),
      twin: twinOf(form, scores, at),
    };
    return { ...known, suggestion: suggest(known) };
  });
}

function isGiven(answer: unknown): boolean {
  if (answer === undefined || answer === null || answer === '') return false;
  if (Array.isArray(answer)) return answer.length > 0;
  return isBag(answer) ? Object.keys(answer).length > 0 : true;
}

/** On 0 to 1; the mean of rows. */
function scoreOf(question: Question, answer: unknown): number | null {
  const [low, high] =
    question.kind === 'stars'
      ? [1, question.most ?? 5]
      : question.kind === 'nps'
        ? [0, 10]
        : question.kind === 'scale'
          ? [question.from, question.to]
          : [0, 0];
  if (high === low) return null;
  const values = isBag(answer) ? Object.values(answer) : [answer];
  const numbers = values.filter((value): value is number => typeof value === 'number');
  if (numbers.length === 0) return null;
  return (numbers.reduce((sum, value) => sum + value, 0) / numbers.length - low) / (high - low);
}

function rateOf(k: number, n: number): Rate | null {
  return n < LEAST ? null : { k, n, value: k / n, ci: wilson({ n, k }) };
}

function mostGiven(answers: readonly unknown[], question: Question): QuestionFacts['most'] {
  if (question.kind === 'text') return null;
  const counts = new Map<string, number>();
  let n = 0;
  for (const answer of answers) {
    if (!isGiven(answer)) continue;
    n += 1;
    const said = typeof answer === 'string' || typeof answer === 'number' ? String(answer) : JSON.stringify(answer);
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  const [top] = [...counts].sort(([a, m], [b, k]) => k - m || a.localeCompare(b));
  const rate = top ? rateOf(top[1], n) : null;
  return top && rate ? { ...rate, answer: top[0] } : null;
}

type Scores = readonly (readonly (number | null)[])[];

/** Against the others only: a question goes together with itself always. */
function itemTotal(scores: Scores, at: number): Together | null {
  const pairs: [number, number][] = [];
  scores[at]?.forEach((score, who) => {
    if (score === null) return;
    const others = scores.flatMap((all, index) => {
      const other = all[who];
      return index === at || other === null || other === undefined ? [] : [other];
    });
    if (others.length > 0) pairs.push([score, others.reduce((sum, each) => sum + each, 0) / others.length]);
  });
  return pairs.length < LEAST ? null : together(pairs);
}

function together(pairs: readonly (readonly [number, number])[]): Together | null {
  const found = correlation(pairs);
  return found && { n: found.n, value: found.value, ci: found.ci };
}

function twinOf(form: Form, scores: Scores, at: number): QuestionFacts['twin'] {
  let best: QuestionFacts['twin'] = null;
  form.questions.forEach(({ id }, index) => {
    if (index === at) return;
    const pairs = (scores[at] ?? []).flatMap((score, who): [number, number][] => {
      const other = scores[index]?.[who];
      return score === null || other === null || other === undefined ? [] : [[score, other]];
    });
    const found = pairs.length < LEAST ? null : together(pairs);
    if (found && (best === null || found.value > best.value)) best = { ...found, question: id };
  });
  return best;
}

/** Only what is clear of its bound with the whole interval, of enough answers. */
function suggest({
  most,
  twin,
  itemTotal: total,
  skippedRate,
  leftRate,
}: Omit<QuestionFacts, 'suggestion'>): Suggestion | null {
  if (most && most.n >= SURE && most.ci[0] > BOUNDS.same) return 'same';
  if (twin && twin.n >= SURE && twin.ci[0] > BOUNDS.twin) return 'twin';
  if (leftRate && leftRate.n >= SURE && leftRate.ci[0] > BOUNDS.leaves) return 'leaves';
  if (skippedRate && skippedRate.n >= SURE && skippedRate.ci[0] > BOUNDS.skipped) return 'skipped';
  if (total && total.n >= SURE && total.ci[1] < BOUNDS.unrelated) return 'unrelated';
  return null;
}
