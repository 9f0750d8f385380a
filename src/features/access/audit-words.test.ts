import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { features } from '../../main/features.ts';
import type { AuditWords } from './index.ts';

const fillings = features.flatMap((feature) => feature.fillings ?? []);
const all = fillings.filter((filling) => filling.slot === 'access.auditWords').map((one) => one.value as AuditWords);

test('whatever a room writes into the audit log has words in both languages', () => {
  const folder = new URL('../', import.meta.url);
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) =>
    /^(?!.*\.test).*\.ts$/.test(file),
  );
  const sources = files
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .filter((source) => /\baudit\(|auditEverywhere\(/.test(source));
  // `thing.past_tense` in quotes; a call may choose between two.
  const statements = sources.flatMap((source) => [
    ...source.matchAll(/\baction(?::|,| =) ?[^;{}]*?;|\baction:[^,}]*/g),
  ]);
  const written = statements.flatMap(([text]) => [...text.matchAll(/'([a-z_]+\.[a-z_]+)'/g)]);
  const actions = new Set(written.map((match) => match[1] ?? ''));
  expect(actions.size).toBeGreaterThan(20);
  const known = new Set(all.flatMap((words) => Object.keys(words.actions)));
  expect([...actions].filter((action) => !known.has(action))).toEqual([]);

  const things = sources.flatMap((source) =>
    [...source.matchAll(/\bentity: '([a-z_]+)'/g)].map((match) => match[1] ?? ''),
  );
  const named = new Set(all.flatMap((words) => Object.keys(words.things)));
  expect(things.filter((thing) => !named.has(thing))).toEqual([]);
  for (const words of all.flatMap((one) => [...Object.values(one.actions), ...Object.values(one.things)])) {
    expect(words.zh).not.toBe('');
    expect(words.en).not.toBe('');
  }
});
