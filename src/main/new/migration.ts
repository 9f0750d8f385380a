import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { addEntry, addImport } from './edit.ts';
import { inFeature } from './names.ts';
import { type Kind, Usage } from './plan.ts';

/** Numbers go on from the files that are there, so `root` is looked at. */
export const migrationIn = (root: string): Kind => ({
  name: 'migration',
  usage: '<feature>/<name>',
  what: 'the next numbered migration of a feature',
  make(plan, { name: given }) {
    const { feature, name } = inFeature(given);
    const folder = `src/features/${feature}/migrations`;
    const manifest = `src/features/${feature}/feature.ts`;
    if (!plan.has(manifest)) throw new Usage(`there is no ${manifest}`);
    const there = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
    const last = Math.max(0, ...there.map((file) => Number.parseInt(file, 10)).filter((number) => number > 0));
    const file = `${String(last + 1).padStart(4, '0')}-${name.kebab}`;
    plan.create(
      `${folder}/${file}.ts`,
      `/** Say why. One statement per entry, constraints named, workspace_id first in every key: docs/recipes/add-a-migration.md. */
export const statements: readonly string[] = [];
`,
    );
    plan.change(manifest, (source) => {
      const withImport = addImport(source, `import * as ${name.camel} from './migrations/${file}.ts';`);
      return addEntry(withImport, /migrationsOf\([^{]*\{/, `'${file}': ${name.camel}`);
    });
    return [
      `write the statements in ${folder}/${file}.ts`,
      'a new table is declared under `tables` in the manifest',
      'then: npm run walls',
    ];
  },
});
