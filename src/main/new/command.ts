import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Command, CommandFailed } from '../../kit/cli/command.ts';
import { kindsIn, type Made, scaffold } from './scaffold.ts';

/** The source tree around the current folder. */
function sourceTree(): string {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && existsSync(join(folder, 'src/kit/river.ts'))) {
      const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string };
      if (name === 'huixiang') return folder;
    }
    if (dirname(folder) === folder)
      throw new CommandFailed('bin/huixiang new works inside the source tree: change into it first');
  }
}

export const newCommand: Command = {
  name: 'new',
  words: {
    zh: '生成一个新的功能、迁移、界面、动作、决策页或配方',
    en: 'Make a new feature, migration, screen, action, decision or recipe',
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
