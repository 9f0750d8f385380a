/** Vitest runs this around all test files: afterwards every recorded statement is held against the rules of tools/sql. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SHARED_TABLES } from '../../src/kit/db/tables.ts';
import type { Finding } from '../../tools/sql/finding.ts';
import { lintStatement, queryRules, readMigrations, schemaOf } from '../../tools/sql/migrations.ts';
import { cache, RECORD } from './folder.ts';
import { root } from '../house/root.ts';

export interface Recorded {
  readonly from: string;
  readonly text: string;
}

export function readRecords(folder: string): readonly Recorded[] {
  if (!existsSync(folder)) return [];
  const lines = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'));
  const records = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Recorded);
  return [...new Map(records.map((each) => [each.text, each])).values()];
}

export async function judge(records: readonly Recorded[]): Promise<readonly Finding[]> {
  const schema = schemaOf(await readMigrations(root), SHARED_TABLES);
  return records.flatMap(({ from, text }) =>
    lintStatement(text, `${from} at run time`, queryRules, schema).map((each) => ({
      ...each,
      what: `${each.what}: ${text}`,
    })),
  );
}

export default function setup(): () => Promise<void> {
  const folder = join(cache, String(process.pid));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  process.env[RECORD] = folder;
  return async () => {
    const records = readRecords(folder);
    rmSync(folder, { recursive: true, force: true });
    const found = await judge(records);
    if (found.length === 0) return;
    const lines = found.map(({ rule, where, what }) => `  ${rule}  ${where}  ${what}`);
    // Vitest ends with 0 when a teardown throws, and leaves the other teardowns undone.
    process.exitCode = 1;
    console.error(
      `FAILED: ${found.length} statements sent during the tests break the rules of docs/recipes/add-a-migration.md:\n${lines.join('\n')}`,
    );
  };
}
