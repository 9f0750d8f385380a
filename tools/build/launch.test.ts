import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const house = join(import.meta.dirname, '..', '..');
let root = '';

/** A checkout in small: our own launcher and builder over one source file and the modules installed here. */
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'hx-launch-')));
  for (const path of ['bin/huixiang', 'tools/build', 'package.json', 'package-lock.json']) {
    cpSync(join(house, path), join(root, path), { recursive: true });
  }
  for (const folder of ['src/main', 'src/h5/island', 'src/h5/page', 'src/h5/chat'])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'src/h5/island/index.ts'), 'document.title += 1;');
  writeFileSync(join(root, 'src/h5/page/page.css'), 'b { color: red }');
  writeFileSync(join(root, 'src/h5/chat/frame.css'), 'b { color: red }');
  for (const name of ['frame', 'loader']) writeFileSync(join(root, `src/h5/chat/${name}.ts`), 'document.title += 1;');
  mkdirSync(join(root, 'node_modules'));
  for (const name of ['esbuild', '@esbuild'])
    symlinkSync(join(house, 'node_modules', name), join(root, 'node_modules', name));
  cpSync(join(root, 'package-lock.json'), join(root, 'node_modules/.huixiang-lock'));
  write('one');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (word: string): void =>
  writeFileSync(
    join(root, 'src/main/cli.ts'),
    `console.log('${word}', process.cwd(), ...process.argv.slice(2) as string[]);\n`,
  );

function run(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
  return spawnSync(join(root, 'bin/huixiang'), args, { cwd: '/', encoding: 'utf8', env: { ...process.env, ...env } });
}

test('it builds once, passes the words on, keeps the folder it was called from, and builds again when a source changed', () => {
  const first = run(['a b', '--c']);
  expect(first.stderr).toContain('Building server');
  expect(first.stdout).toBe('one / a b --c\n');
  const second = run();
  expect(second.stderr).toBe('');
  expect(second.stdout).toBe('one /\n');
  write('two');
  expect(run().stdout).toBe('two /\n');
  expect(run().stderr).toBe('');
  writeFileSync(join(root, 'src/main/some.test.ts'), 'no source of the build');
  expect(run().stderr).toBe('');
});

test('called through a link, by dash too', () => {
  symlinkSync('bin/huixiang', join(root, 'hx'));
  expect(spawnSync(join(root, 'hx'), ['x'], { cwd: '/', encoding: 'utf8' }).stdout).toBe('one / x\n');
  if (existsSync('/bin/dash')) {
    expect(spawnSync('/bin/dash', [join(root, 'bin/huixiang')], { cwd: '/', encoding: 'utf8' }).stdout).toBe('one /\n');
  }
});

test('three that start together build once and all run', async () => {
  const said = await Promise.all([1, 2, 3].map(() => started()));
  expect(said.map((each) => each.out)).toEqual(Array(3).fill('one /\n'));
  expect(said.filter((each) => each.err.includes('Built')).length).toBe(1);
  expect(readdirSync(join(root, 'dist')).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('the lock of a killed build does not hold anybody up', () => {
  mkdirSync(join(root, 'dist/.lock'), { recursive: true });
  writeFileSync(join(root, 'dist/.lock/pid'), '999999999');
  expect(run().stdout).toBe('one /\n');
});

test('a source that does not build ends with 1 and the place of the error', () => {
  writeFileSync(join(root, 'src/main/cli.ts'), 'const = 1;');
  const { status, stderr } = run();
  expect(status).toBe(1);
  expect(stderr).toContain('src/main/cli.ts:1:6');
  expect(stderr).not.toContain('at async');
});

test.each([
  ['v18.19.1', 'Node.js 20.19 or later is needed, this is 18.19.1.'],
  ['v20.18.9', 'Node.js 20.19 or later is needed, this is 20.18.9.'],
])('Node %s is refused in one line', (version, message) => {
  const folder = join(root, 'old');
  mkdirSync(folder);
  writeFileSync(join(folder, 'node'), `#!/bin/sh\necho ${version}\n`);
  chmodSync(join(folder, 'node'), 0o755);
  const { status, stderr } = run([], { PATH: `${folder}${delimiter}${process.env['PATH']}` });
  expect(status).toBe(1);
  expect(stderr).toContain(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

function started(): Promise<{ out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(join(root, 'bin/huixiang'), [], { cwd: '/' });
    const said = { out: '', err: '' };
    child.stdout.on('data', (text) => (said.out += text));
    child.stderr.on('data', (text) => (said.err += text));
    child.on('close', () => resolve(said));
  });
}
