/** The four commands of README, as they stand there, on the shipped example: import, enable, replay, scorecard. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from '../house/root.ts';
import { readShared } from '../shared.ts';

const home = mkdtempSync(join(tmpdir(), 'huixiang-readme-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const section = readFileSync(join(root, 'README.md'), 'utf8').split('## From orders to a verdict')[1] ?? '';
const commands = (section.split('```')[1] ?? '').trim().split('\n');

interface Reference {
  readonly enrolled: { treatment: number; control: number };
  readonly matured: { treatment: number; control: number };
  readonly conversions: { treatment: number; control: number };
  readonly rate: { treatment: number; control: number };
  readonly difference: { value: number; newcombe95: readonly [number, number] };
  readonly sample_ratio_on_matured: { chi2: number; p: number };
  readonly verdict: string;
}

// How long they take is printed beside the test; a busy machine may take several times as long.
test('the main job of README ends with the verdict README says', { timeout: 900_000 }, () => {
  expect(commands).toHaveLength(4);
  const { DATABASE_URL: _ours, ...env } = process.env;
  // The build is not part of the job.
  spawnSync('bin/huixiang', ['--help'], { cwd: root, env: { ...env, HUIXIANG_HOME: home } });
  let answer = '';
  for (const command of commands) {
    const done = spawnSync('sh', ['-c', command], {
      cwd: root,
      encoding: 'utf8',
      env: { ...env, HUIXIANG_HOME: home },
    });
    expect(done.status, `${command}\n${done.stderr}`).toBe(0);
    answer = done.stdout;
  }
  const card = JSON.parse(answer);
  expect(card.verdict).toBe('not_proven');
  expect(card.matured).toEqual({ t: 2783, c: 701 });
  expect([card.conversion.t.k, card.conversion.c.k]).toEqual([728, 167]);
  expect(card.conversion.diff).toBeCloseTo(0.0233571, 6);
  expect(section).toContain('728 of 2,783');
  expect(section).toContain('167 of 701');

  const shared = readShared('reference/value.json');
  if (shared === null) return;
  const wanted = (JSON.parse(shared) as { silent_wakeup_replay: Reference }).silent_wakeup_replay;
  expect(card.enrolled).toEqual({ t: wanted.enrolled.treatment, c: wanted.enrolled.control });
  expect(card.conversion.t.rate).toBeCloseTo(wanted.rate.treatment, 9);
  expect(card.conversion.c.rate).toBeCloseTo(wanted.rate.control, 9);
  expect(card.conversion.ci[0]).toBeCloseTo(wanted.difference.newcombe95[0], 9);
  expect(card.conversion.ci[1]).toBeCloseTo(wanted.difference.newcombe95[1], 9);
  expect(card.srm.chi2).toBeCloseTo(wanted.sample_ratio_on_matured.chi2, 9);
  expect(card.srm.p).toBeCloseTo(wanted.sample_ratio_on_matured.p, 9);
  expect(card.verdict).toBe(wanted.verdict);
});
