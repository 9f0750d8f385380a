import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tryWithLock } from './file-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'hx-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('one at a time; the refused one may come again', async () => {
  const file = join(folder, 'one');
  let release = (): void => undefined;
  const held = tryWithLock(file, () => new Promise<number>((resolve) => (release = () => resolve(1))));
  expect(await tryWithLock(file, async () => 2)).toBeUndefined();
  release();
  expect(await held).toEqual({ value: 1 });
  expect(await tryWithLock(file, async () => 2)).toEqual({ value: 2 });
});

test('the lock of a process that is gone, or whose id was used again, is taken over', async () => {
  const file = join(folder, 'two');
  for (const content of ['999999999 1 1\n', `${process.pid} long-before 1\n`]) {
    writeFileSync(file, content);
    expect(await tryWithLock(file, async () => 'mine')).toEqual({ value: 'mine' });
    expect(existsSync(file)).toBe(false);
  }
});

test('it is given back when the work fails', async () => {
  const file = join(folder, 'three');
  await expect(tryWithLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(file)).toBe(false);
});
