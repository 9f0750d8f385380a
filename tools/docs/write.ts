import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../src/main/commands/index.ts';
import { features } from '../../src/main/features.ts';
import { readMigrations } from '../sql/migrations.ts';
import { generate } from './generate.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docs/generated');
const documents = generate({ features, migrations: await readMigrations(root), commands });
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) if (!documents.has(file)) rmSync(join(folder, file));
for (const [file, text] of documents) writeFileSync(join(folder, file), text);
console.log(`${documents.size} documents in docs/generated`);
