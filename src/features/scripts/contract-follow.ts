/** Which words come next, given what has been answered. Pure, and part of the contract: the browser follows a script with the same code. */
import type { ScriptDefinition } from './contract-definition.ts';

type Step = ScriptDefinition['steps'][number];
export type Answers = Readonly<Record<string, unknown>>;
export type Holds = (when: Readonly<Record<string, unknown>>, answers: Answers) => boolean;

export interface Progress {
  readonly answers: Answers;
  /** Steps without a question that were said. */
  readonly said: readonly string[];
  /** The step the agent went back to; she stays there until it is answered anew. */
  readonly at?: string | null;
}

export interface PlacedStep {
  readonly step: Step;
  readonly state: 'past' | 'current' | 'future';
  /** Counted along the way that the answers took, from 1. */
  readonly place: number;
  /** It is here because a condition holds. */
  readonly branched: boolean;
  readonly open: boolean;
}

export interface Followed {
  readonly steps: readonly PlacedStep[];
  readonly current: PlacedStep | null;
  readonly must: { readonly done: number; readonly all: number };
}

/** A question counts as answered with any value, also 0 and false; rows as soon as one is given. */
export function isAnswered(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object') return Object.values(value).some(isAnswered);
  return true;
}

function isOpen(step: Step, { answers, said }: Progress): boolean {
  return step.question ? !isAnswered(answers[step.question]) : !said.includes(step.id);
}

/**
 * The way the answers took: steps whose condition does not hold (yet) are left out. The current step is the first that is still open, or the
 * one the agent went back to.
 */
export function follow(script: ScriptDefinition, progress: Progress, holds: Holds): Followed {
  const way = script.steps.filter((step) => !step.when || holds(step.when, progress.answers));
  const firstOpen = way.findIndex((step) => isOpen(step, progress));
  const back = progress.at ? way.findIndex((step) => step.id === progress.at) : -1;
  const at = back >= 0 ? back : firstOpen;
  const steps = way.map((step, index): PlacedStep => {
    const open = isOpen(step, progress);
    const past = !open || (at >= 0 && index < at);
    return {
      step,
      state: index === at ? 'current' : past ? 'past' : 'future',
      place: index + 1,
      branched: step.when !== undefined,
      open,
    };
  });
  const must = steps.filter(({ step }) => step.must);
  return {
    steps,
    current: steps[at] ?? null,
    must: { done: must.filter(({ open }) => !open).length, all: must.length },
  };
}

/** Must-ask steps on the way that have no answer: a task closes with them only with a reason. */
export function openMusts(script: ScriptDefinition, progress: Progress, holds: Holds): readonly Step[] {
  return follow(script, progress, holds)
    .steps.filter(({ step, open }) => step.must && open)
    .map(({ step }) => step);
}

/** Every question a step asks exists in the form beside it, ids are unique. Paths below the script. */
export function scriptFlaws(
  script: ScriptDefinition,
  questions: ReadonlySet<string> | null,
): { readonly path: string; readonly words: { readonly zh: string; readonly en: string } }[] {
  const seen = new Set<string>();
  return script.steps.flatMap((step, index) => {
    const flaws = [];
    if (seen.has(step.id))
      flaws.push({
        path: `steps.${index}.id`,
        words: { zh: `步骤编号「${step.id}」重复`, en: `the step id "${step.id}" is there twice` },
      });
    seen.add(step.id);
    if (step.question && questions && !questions.has(step.question))
      flaws.push({
        path: `steps.${index}.question`,
        words: { zh: `表单里没有题目「${step.question}」`, en: `the form has no question "${step.question}"` },
      });
    return flaws;
  });
}
