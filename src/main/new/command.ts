import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, CommandFailed } from '../../kit/cli/command.ts';
import { programRoot } from '../place.ts';
import { kindsIn, type Made, scaffold } from './scaffold.ts';

function sourceTree(): string {
  if (!existsSync(join(programRoot, 'src/kit/river.ts')))
    throw new CommandFailed('there is no source tree beside this program');
  return programRoot;
}

export const newCommand: Command = {
  name: 'new',
  words: {
    zh: '生成新的功能、迁移、界面、动作、命令、决策页或配方',
    en: 'Make a new feature, migration, screen, action, command, decision or recipe',
  },
  positionals: [
    {
      name: 'KIND',
      words: { zh: '种类', en: 'what to make' },
      choices: kindsIn('.').map((kind) => kind.name),
    },
    {
      name: 'NAME',
      words: { zh: '名称；在功能之内写作 功能/名称', en: 'its name; <feature>/<name> inside a feature' },
    },
  ],
  options: {
    zh: { kind: 'text', value: 'NAME', words: { zh: '中文名称', en: 'its Chinese name' } },
    after: {
      kind: 'text',
      value: 'FEATURE',
      words: { zh: '排在哪个功能之后', en: 'the feature it stands after in the river' },
    },
    item: {
      kind: 'text',
      value: 'ITEM',
      words: { zh: '一行叫什么，当名称没有复数时', en: 'what one row is called, when the name is no plural' },
    },
  },
  examples: [
    'bin/huixiang new feature visit-notes --zh 到店备注 --after customers',
    'bin/huixiang new migration visit-notes/add-color',
  ],
  async run({ positionals, options }) {
    const given = Object.entries(options).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return scaffold(sourceTree(), positionals[0] ?? '', positionals[1] ?? '', Object.fromEntries(given));
  },
  print: ({ files, next }: Made) => [...files, '', 'next:', ...next.map((each) => `  ${each}`)].join('\n'),
};
