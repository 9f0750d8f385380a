import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stages } from '../../src/main/test/stages.ts';
import { root } from './root.ts';

const script = readFileSync(join(root, '.ci/run'), 'utf8');
const budgets = [...script.matchAll(/^stage ([a-z-]+) (\d+)$/gm)].map((match) => ({
  stage: match[1] ?? '',
  seconds: Number(match[2]),
}));
const spare = Number(/^spare=(\d+)$/m.exec(script)?.[1]);

test('CI runs every stage of the test command, in its order, within half an hour', () => {
  const wanted = stages().filter((stage) => !stage.long);
  expect(budgets.map((each) => each.stage)).toEqual(wanted.map((stage) => stage.name));
  expect(budgets.reduce((sum, each) => sum + each.seconds, spare)).toBeLessThan(30 * 60);
});

test('the entry points can be executed', () => {
  for (const file of ['.ci/run', 'bin/huixiang'])
    expect(statSync(join(root, file)).mode & 0o111, file).toBeGreaterThan(0);
});
