import type { Words } from '../words.ts';
import type { Path } from './ast.ts';

export type ProblemCode =
  | 'not_a_condition'
  | 'empty_root'
  | 'too_deep'
  | 'too_many_rules'
  | 'unknown_field'
  | 'unknown_operator'
  | 'value_missing'
  | 'value_type'
  | 'value_range'
  | 'unknown_choice'
  | 'unknown_event'
  | 'unknown_property'
  | 'unknown_segment'
  | 'segment_cycle';

export interface Problem {
  readonly path: Path;
  readonly code: ProblemCode;
  readonly words: Words;
}

/** Thrown when something is compiled that `check` refuses. */
export class ConditionError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map((each) => `${each.path.join('.') || 'root'}: ${each.words.en}`).join('; '));
    this.name = 'ConditionError';
    this.problems = problems;
  }
}
