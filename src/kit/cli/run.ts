import type { Locale } from '../../engine/words.ts';
import { DatabaseUnavailable } from '../postgres/index.ts';
import { fill, Problem, type ErrorCatalog } from '../errors.ts';
import { type Command, CommandFailed, UsageError } from './command.ts';
import { helpOf, overview, usageLine } from './help.ts';
import { findCommand, findGroup, parseInvocation } from './parse.ts';

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly locale: Locale;
}

/** Exit code: 0 done (an "invalid" verdict is done), 1 failed, 2 wrong usage with the right one shown. */
export async function runCommandLine(
  commands: readonly Command[],
  words: readonly string[],
  terminal: Terminal,
  errors: ErrorCatalog,
): Promise<number> {
  if (words.length === 0 || words[0] === '--help' || words[0] === 'help') {
    terminal.out(overview(commands, terminal.locale));
    return words.length === 0 ? 2 : 0;
  }
  const found = findCommand(commands, words);
  if (!found) return answerUnknown(commands, words, terminal);
  const { command, rest } = found;
  try {
    const { help, ...invocation } = parseInvocation(command, rest);
    if (help) {
      terminal.out(helpOf(command, terminal.locale));
      return 0;
    }
    const answer = await command.run(invocation);
    if (answer === undefined) return 0;
    const print = command.print as ((answer: unknown) => string) | undefined;
    terminal.out(invocation.json || !print ? JSON.stringify(answer, null, invocation.json ? 0 : 2) : print(answer));
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`${error.message}\n\n  ${usageLine(command)}\n  ${command.examples[0] ?? ''}`);
      return 2;
    }
    terminal.err(failureText(error, terminal.locale, errors));
    return 1;
  }
}

/** `playbook` alone or `playbook --help` shows the commands that begin with it. */
function answerUnknown(commands: readonly Command[], words: readonly string[], terminal: Terminal): number {
  const group = findGroup(commands, words[0] ?? '');
  const shown = overview(group.length > 0 ? group : commands, terminal.locale);
  if (group.length > 0 && words[1] === '--help') {
    terminal.out(shown);
    return 0;
  }
  const given = words.slice(0, group.length > 0 ? 2 : 1).join(' ');
  terminal.err(`unknown command: ${given}\n\n${shown}`);
  return 2;
}

function failureText(error: unknown, locale: Locale, errors: ErrorCatalog): string {
  if (error instanceof Problem) {
    const words = errors.get(error.code)?.words[locale];
    const lines = error.fields.map(
      ({ path, row, message }) => `  ${row === undefined ? '' : `row ${row} `}${path}: ${message}`,
    );
    return [words ? fill(words, error.values) : error.message, ...lines].join('\n');
  }
  if (error instanceof CommandFailed || error instanceof DatabaseUnavailable) return error.message;
  return fileFailure(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}

const FILE_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not open it',
  EISDIR: 'this is a folder, not a file',
  ENOSPC: 'the disk is full',
  EROFS: 'it cannot be written to',
};

/** A file the user named and that cannot be used is not a defect. */
function fileFailure(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error && 'path' in error)) return undefined;
  const said = FILE_FAILURES[String(error.code)];
  return said && `${String(error.path)}: ${said}`;
}
