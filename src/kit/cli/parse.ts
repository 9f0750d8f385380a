/** From words of a shell to an invocation. Pure: prints nothing, reads nothing. */
import { parseArgs } from 'node:util';
import { type Command, type Invocation, type Option, UsageError } from './command.ts';
import { parseValue } from './values.ts';

/** Every command takes these. */
export const COMMON_OPTIONS: Readonly<Record<string, Option>> = {
  workspace: { kind: 'text', value: 'NAME', words: { zh: '工作区，默认 main', en: 'workspace, main by default' } },
  home: {
    kind: 'text',
    value: 'DIR',
    words: { zh: '数据目录，默认程序旁的 .huixiang', en: 'data folder, .huixiang beside the program by default' },
  },
  json: {
    kind: 'flag',
    words: { zh: '在标准输出打印一个 JSON 文档', en: 'print one JSON document on standard output' },
  },
  help: { kind: 'flag', words: { zh: '显示帮助', en: 'show this help' } },
};

export function optionsOf(command: Command): Readonly<Record<string, Option>> {
  return { ...command.options, ...COMMON_OPTIONS };
}

/** The command the words begin with; the longest name wins. */
export function findCommand(
  commands: readonly Command[],
  words: readonly string[],
): { command: Command; rest: string[] } | null {
  const fits = commands
    .map((command) => ({ command, length: command.name.split(' ').length }))
    .filter(({ command, length }) => words.slice(0, length).join(' ') === command.name)
    .sort((a, b) => b.length - a.length);
  const best = fits[0];
  return best ? { command: best.command, rest: words.slice(best.length) } : null;
}

/** The commands of two words that begin with this one. */
export function findGroup(commands: readonly Command[], word: string): readonly Command[] {
  return commands.filter((command) => command.name.startsWith(`${word} `));
}

/** Throws UsageError. */
export function parseInvocation(command: Command, words: readonly string[]): Invocation & { help: boolean } {
  const declared = optionsOf(command);
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...words],
      allowPositionals: true,
      strict: true,
      options: Object.fromEntries(
        Object.entries(declared).map(([name, option]) => [
          name,
          { type: option.kind === 'flag' ? ('boolean' as const) : ('string' as const) },
        ]),
      ),
    });
  } catch (error) {
    // The rest of the sentence is about a way to write that nobody needs here.
    throw new UsageError((error instanceof Error ? error.message : String(error)).split('. To specify')[0]);
  }
  const { values, positionals } = parsed;
  const help = values['help'] === true;
  const options: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(values)) {
    const kind = declared[name]?.kind ?? 'text';
    options[name] = typeof value === 'string' ? parseValue(kind, name, value) : value === true;
  }
  if (!help) {
    checkPositionals(command, positionals);
    for (const [name, option] of Object.entries(declared)) {
      if (option.required && options[name] === undefined) throw new UsageError(`--${name} is missing`);
    }
  }
  return { positionals, options, json: values['json'] === true, help };
}

function checkPositionals(command: Command, given: readonly string[]): void {
  const wanted = command.positionals ?? [];
  wanted.forEach(({ name, optional, choices }, index) => {
    const value = given[index];
    if (value === undefined && !optional) throw new UsageError(`${name} is missing`);
    if (value !== undefined && choices && !choices.includes(value)) {
      throw new UsageError(`${name} is one of ${choices.join(', ')}, not "${value}"`);
    }
  });
  if (given.length > wanted.length) throw new UsageError(`too many words: ${given.slice(wanted.length).join(' ')}`);
}
