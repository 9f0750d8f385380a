import { addEntry, addImport } from './edit.ts';
import { chinese, nameOf } from './names.ts';
import type { Kind } from './plan.ts';

const LIST = 'src/main/commands/index.ts';

export const command: Kind = {
  name: 'command',
  usage: '<name> --zh <what it does, in Chinese>',
  what: 'a command of bin/huixiang',
  make(plan, { name: given, options }) {
    const name = nameOf(given);
    const zh = chinese(options);
    const file = `src/main/commands/${name.kebab}.ts`;
    plan.create(file, text(name.kebab, name.camel, zh));
    plan.change(LIST, (source) => {
      const withImport = addImport(source, `import { ${name.camel}Command } from './${name.kebab}.ts';`);
      return addEntry(withImport, /\bcommands\b[^=;]*=\s*\[/, `${name.camel}Command`);
    });
    return [
      `write what it does in ${file}: docs/recipes/add-a-command.md`,
      'then: npm run docs, npm run types, npm run lint',
    ];
  },
};

const text = (
  kebab: string,
  camel: string,
  zh: string,
): string => `import type { Command } from '../../kit/cli/command.ts';
import { inWorkspace } from '../open.ts';

export const ${camel}Command: Command = {
  name: '${kebab}',
  words: { zh: '${zh}', en: 'Say what it does' },
  examples: ['bin/huixiang ${kebab}'],
  run: ({ options }) => inWorkspace(options, async (ctx) => ({ workspace: ctx.workspace.id, now: ctx.now.toISOString() })),
  print: (answer: { workspace: string; now: string }) => \`\${answer.workspace} \${answer.now}\`,
};
`;
