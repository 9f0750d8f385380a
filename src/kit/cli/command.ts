/** A command of the command line, as data: house.md "The command line" is the contract all of them share. */
import type { Words } from '../../engine/words.ts';

export type OptionKind = 'text' | 'number' | 'duration' | 'day' | 'share' | 'flag';

export interface Option {
  readonly kind: OptionKind;
  readonly words: Words;
  /** How the value is called in the usage line, for example `DIR`. */
  readonly value?: string;
  readonly required?: boolean;
}

export interface Positional {
  readonly name: string;
  readonly words: Words;
  readonly optional?: boolean;
  readonly choices?: readonly string[];
}

export interface Invocation {
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly json: boolean;
}

export interface Command {
  /** `playbook enable`: one or two words. */
  readonly name: string;
  readonly words: Words;
  readonly positionals?: readonly Positional[];
  readonly options?: Readonly<Record<string, Option>>;
  readonly examples: readonly string[];
  /** Returns the answer: printed as JSON with --json, else through `print`. */
  readonly run: (invocation: Invocation) => Promise<unknown>;
  /** The answer for people. */
  readonly print?: (answer: never) => string;
}

/** Wrong usage: exit code 2, with the right usage shown. */
export class UsageError extends Error {}

/** An expected failure with a message for the user: exit code 1, without a stack. */
export class CommandFailed extends Error {}
