import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readShared } from '../../../test/shared.ts';
import { armOf, defaultHoldout, saltOf, u } from './index.ts';

const sha256 = (text: string): Uint8Array => createHash('sha256').update(text, 'utf8').digest();
const text = readShared('reference/value.json');
const vectors: { salt: string; id: string; u: number }[] =
  text === null ? [] : JSON.parse(text).hash_assignment.vectors;

describe.skipIf(vectors.length === 0)('draws of the reference file, to the last bit', () => {
  test.each(vectors)('$salt $id', ({ salt, id, u: want }) => {
    expect(u(salt, id, sha256)).toBe(want);
  });
});

test('the first eight bytes, big endian, of a hash known from FIPS 180-2', () => {
  // SHA-256("abc") = ba7816bf 8f01cfea ...; the salt and unit are joined by a colon before hashing.
  const asked: string[] = [];
  const got = u('a', 'b', (joined) => {
    asked.push(joined);
    return sha256('abc');
  });
  expect(asked).toEqual(['a:b']);
  expect(got).toBe(Number(0xba7816bf8f01cfean) / 2 ** 64);
});

test('a view into a larger buffer is read at its own place', () => {
  const large = new Uint8Array(40).fill(255);
  large.set([0x80, 0, 0, 0, 0, 0, 0, 0], 8);
  expect(u('s', 'x', () => large.subarray(8))).toBe(0.5);
});

test('control iff below the hold-out', () => {
  expect(armOf(0.2, 0.2)).toBe('treatment');
  expect(armOf(0.1999, 0.2)).toBe('control');
  expect(armOf(0, 0)).toBe('treatment');
});

test('ten thousand customers split as planned, and an epoch splits them anew', () => {
  const ids = Array.from({ length: 10_000 }, (_, i) => `C-${i}`);
  const drawn = [1, 2].map((epoch) => ids.map((id) => armOf(u(saltOf('care', epoch), id, sha256), 0.2)));
  const control = drawn[0]?.filter((arm) => arm === 'control').length ?? 0;
  const both = ids.filter((_, i) => drawn[0]?.[i] === 'control' && drawn[1]?.[i] === 'control').length;
  expect(Math.abs(control - 2000)).toBeLessThan(160);
  expect(Math.abs(both - 400)).toBeLessThan(80);
});

test('hold-out proposed by eligible customers a year', () => {
  expect([0, 999, 1000, 4999, 5000, 20_000, 20_001].map(defaultHoldout)).toEqual([0.5, 0.5, 0.25, 0.25, 0.2, 0.2, 0.1]);
});
