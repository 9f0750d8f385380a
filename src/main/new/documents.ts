import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf } from './names.ts';
import type { Kind } from './plan.ts';

export const decisionIn = (root: string): Kind => ({
  name: 'decision',
  usage: '<name>',
  what: 'the next numbered page in docs/decisions',
  make(plan, { name: given }) {
    const name = nameOf(given);
    const last = Math.max(
      0,
      ...readdirSync(join(root, 'docs/decisions')).map((file) => Number.parseInt(file, 10) || 0),
    );
    const file = `docs/decisions/${String(last + 1).padStart(4, '0')}-${name.kebab}.md`;
    const title = name.words.charAt(0).toUpperCase() + name.words.slice(1);
    plan.create(file, `# ${last + 1}. ${title}\n\n## Context\n\n## Decision\n\n## Consequences\n`);
    return [`write ${file}: what forced a choice, what was chosen, what follows`];
  },
});

export const recipe: Kind = {
  name: 'recipe',
  usage: '<thing>',
  what: 'a page in docs/recipes that says, file by file, how to add a thing',
  make(plan, { name: given }) {
    const name = nameOf(given);
    const file = `docs/recipes/add-a-${name.kebab}.md`;
    plan.create(
      file,
      `# Add a ${name.words}\n\nFiles, in order:\n\n1. \n\nProve it: \`npm run types\`, \`npm run lint\`, \`npm run walls\`.\n`,
    );
    return [`write ${file}: the files in order, and how to prove it`];
  },
};
