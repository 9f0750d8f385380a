import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './root.ts';
import { withTree } from './tree.ts';

interface Finding {
  readonly code: string;
  readonly filename: string;
  readonly message: string;
}

/** Runs the project's own lint configuration over a temporary tree (without types: they are the big lint's part). */
function lint(tree: string): readonly Finding[] {
  copyFileSync(join(root, '.oxlintrc.json'), join(tree, '.oxlintrc.json'));
  mkdirSync(join(tree, 'tools/lint'), { recursive: true });
  copyFileSync(join(root, 'tools/lint/house.mjs'), join(tree, 'tools/lint/house.mjs'));
  const command = join(root, 'node_modules/oxlint/bin/oxlint');
  try {
    execFileSync(process.execPath, [command, '--format', 'json', 'src'], {
      cwd: tree,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return [];
  } catch (error) {
    const out = (error as { stdout?: string }).stdout ?? '';
    return (JSON.parse(out) as { diagnostics: Finding[] }).diagnostics;
  }
}

const planted: Readonly<Record<string, readonly [rule: string, source: string]>> = {
  'src/engine/now.ts': ['no-clock-no-chance', 'export const a = () => Date.now();'],
  'src/engine/date.ts': ['no-clock-no-chance', 'export const a = () => new Date();'],
  'src/engine/call.ts': ['no-clock-no-chance', 'export const a = () => Date();'],
  'src/engine/chance.ts': ['no-clock-no-chance', 'export const a = () => Math.random();'],
  'src/engine/computed.ts': ['no-clock-no-chance', "export const a = () => Math['random']();"],
  'src/engine/timer.ts': ['no-clock-no-chance', 'export const a = () => performance.now();'],
  'src/features/rules/decide.ts': ['no-clock-no-chance', 'export const a = () => Date.now();'],
  'src/features/rules/actions/call.ts': ['no-network', "export const a = () => fetch('http://x');"],
  'src/features/rules/service.ts': ['no-network', "export const a = () => new WebSocket('ws://x');"],
  'src/kit/any.ts': ['no-explicit-any', 'export const a = (x: any) => x;'],
  'src/kit/vague.ts': ['plain-names', 'export function orderHelper() {}'],
  'src/kit/class.ts': ['plain-names', 'export class QueueManager {}'],
  'src/kit/loose.ts': ['eqeqeq', 'export const a = (x: number) => x == 1;'],
};

const innocent: Readonly<Record<string, string>> = {
  'src/engine/date-of.ts': 'export const a = (instant: number) => new Date(instant).toISOString();',
  'src/engine/random.ts': 'export const a = (random: () => number) => random();',
  'src/engine/clock.test.ts': 'export const a = Date.now();',
  'src/kit/clock.ts': 'export const a = () => Date.now();',
  'src/features/messages/channels/hook.ts': "export const a = () => fetch('http://x');",
};

test('the lint bans clock and chance in the engine, the network outside plug-ins, any and vague names', async () => {
  const cracks = Object.fromEntries(Object.entries(planted).map(([file, [, source]]) => [file, source]));
  await withTree({ ...cracks, ...innocent }, async (tree) => {
    const findings = lint(tree);
    for (const [file, [rule]] of Object.entries(planted)) {
      expect(
        findings.some((each) => each.filename === file && each.code.includes(rule)),
        `${rule} in ${file}`,
      ).toBe(true);
    }
    expect(findings.filter((each) => each.filename in innocent)).toEqual([]);
  });
});
