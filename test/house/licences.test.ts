import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isFree, shippedLicences } from '../../tools/licences.ts';
import { root } from './root.ts';

test('nothing we ship contradicts Apache-2.0', () => {
  const shipped = shippedLicences(root);
  expect(shipped.length).toBeGreaterThan(100);
  expect(shipped.filter(({ licence }) => !isFree(licence))).toEqual([]);
});

test('licences that contradict it are caught', () => {
  for (const licence of [
    'GPL-3.0',
    'AGPL-3.0-only',
    'SSPL-1.0',
    'none',
    'SEE LICENSE IN LICENSE',
    'MIT AND GPL-2.0',
    'BUSL-1.1',
  ]) {
    expect(isFree(licence), licence).toBe(false);
  }
  for (const licence of ['MIT', '(MIT OR GPL-3.0)', 'Apache-2.0 AND BSL-1.0'])
    expect(isFree(licence), licence).toBe(true);
});

test('the project carries its licence', () => {
  expect(readFileSync(join(root, 'LICENSE'), 'utf8')).toContain('Apache License');
  expect(existsSync(join(root, 'NOTICE'))).toBe(true);
});
