import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './root.ts';

/** Written in pieces, so that this file does not name them either. */
const banned: readonly [what: string, pattern: RegExp][] = [
  ['an absolute path of a machine', new RegExp(['(?<![\\w.])', '(work|root|Users)', ''].join('/'))],
  // A whole range (10…/8) is no machine.
  ['a private address', /\b(10\.\d{1,3}|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}\b(?!\/(8|12|16)\b)/],
  ['a package registry', /https?:\/\/[\w.-]*(registry|nexus|artifactory|verdaccio|npmmirror)[\w.-]*/],
];

function trackedFiles(): readonly string[] {
  const out = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  return out.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
}

export function named(text: string): readonly string[] {
  return banned.flatMap(([what, pattern]) => {
    const hit = pattern.exec(text);
    return hit ? [`${what}: ${hit[0]}`] : [];
  });
}

test.skipIf(!existsSync(join(root, '.git')))('nothing names a machine, its paths or a registry', () => {
  const text = trackedFiles().filter(
    (file) => !/\.(gz|png|jpg|ico|woff2?|xlsx)$/.test(file) && statSync(join(root, file)).size < 2_000_000,
  );
  const found = text.flatMap((file) => named(readFileSync(join(root, file), 'utf8')).map((what) => `${file}: ${what}`));
  expect(found).toEqual([]);
});

test('what must not be named is recognised', () => {
  expect(named(['see ', 'work', 'main'].join('/'))).toHaveLength(1);
  expect(named(`http://${['192', '168', '0', '7'].join('.')}:8080`)).toHaveLength(1);
  expect(named(`"resolved": "https://${['registry', 'example', 'com'].join('.')}/x"`)).toHaveLength(1);
  expect(named('http://127.0.0.1:7000/api and ./work/notes')).toEqual([]);
});
