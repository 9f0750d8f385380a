import type { Locale } from '../../engine/words.ts';
import type { Command } from './command.ts';
import { optionsOf } from './parse.ts';

export function usageLine(command: Command): string {
  const positionals = (command.positionals ?? []).map(({ name, optional }) => (optional ? `[${name}]` : name));
  const options = Object.entries(command.options ?? {}).map(([name, { value, required, kind }]) => {
    const text = kind === 'flag' ? `--${name}` : `--${name} ${value ?? name.toUpperCase()}`;
    return required ? text : `[${text}]`;
  });
  return ['bin/huixiang', command.name, ...positionals, ...options, '[--workspace NAME]', '[--json]'].join(' ');
}

export function helpOf(command: Command, locale: Locale): string {
  const options = Object.entries(optionsOf(command)).map(([name, option]) => {
    const left = `--${name}${option.kind === 'flag' ? '' : ` ${option.value ?? name.toUpperCase()}`}`;
    return `  ${left.padEnd(24)} ${option.words[locale]}`;
  });
  const positionals = (command.positionals ?? []).map(({ name, words }) => `  ${name.padEnd(24)} ${words[locale]}`);
  return [
    command.words[locale],
    '',
    `  ${usageLine(command)}`,
    '',
    ...positionals,
    ...options,
    '',
    ...command.examples.map((example) => `  $ ${example}`),
  ].join('\n');
}

export function overview(commands: readonly Command[], locale: Locale): string {
  const lines = commands.map((command) => `  ${command.name.padEnd(20)} ${command.words[locale]}`);
  const title = { zh: '回响 Huixiang：智能客户回访', en: 'Huixiang 回响: customer follow-up' }[locale];
  const more = { zh: '每个命令都有 --help。', en: 'Every command has --help.' }[locale];
  return [title, '', '  bin/huixiang <command> [--workspace NAME] [--json]', '', ...lines, '', more].join('\n');
}
