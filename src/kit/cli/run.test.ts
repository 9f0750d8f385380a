import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { commonErrors, Problem } from '../errors.ts';
import { DatabaseUnavailable } from '../postgres/index.ts';
import { type Command, CommandFailed, type Invocation } from './command.ts';
import { runCommandLine } from './run.ts';

const words = { zh: '测试', en: 'test' };
let seen: Invocation | undefined;
const commands: readonly Command[] = [
  {
    name: 'playbook enable',
    words: { zh: '启用', en: 'Enable one' },
    positionals: [{ name: 'NAME', words }],
    options: {
      holdout: { kind: 'share', value: 'S', words },
      window: { kind: 'duration', value: 'D', words },
      from: { kind: 'day', value: 'DAY', words },
    },
    examples: ['bin/huixiang playbook enable silent-wakeup --window 30d'],
    run: async (invocation) => {
      seen = invocation;
      return { done: true, 名: '回响' };
    },
    print: (answer: { done: boolean }) => `done: ${answer.done}`,
  },
  { name: 'playbook list', words, examples: ['bin/huixiang playbook list'], run: async () => undefined },
  {
    name: 'fail',
    words,
    positionals: [{ name: 'HOW', words, choices: ['plain', 'database', 'problem', 'file', 'defect'] }],
    examples: ['bin/huixiang fail plain'],
    run: ({ positionals }) => failing(positionals[0] ?? ''),
  },
];

async function failing(how: string): Promise<unknown> {
  if (how === 'plain') throw new CommandFailed('it did not work');
  if (how === 'database') throw new DatabaseUnavailable('no database here');
  if (how === 'problem') {
    throw new Problem('not_found', { what: 'cus_1' }, [{ path: 'id', row: 3, message: 'unknown' }]);
  }
  if (how === 'file') return readFile('/no/such/file.csv');
  throw new TypeError('a defect');
}

async function run(line: string, locale: 'zh' | 'en' = 'en') {
  const said = { out: [] as string[], err: [] as string[] };
  const terminal = { out: (text: string) => said.out.push(text), err: (text: string) => said.err.push(text), locale };
  const code = await runCommandLine(
    commands,
    line.split(' ').filter(Boolean),
    terminal,
    new Map(Object.entries(commonErrors)),
  );
  return { code, out: said.out.join('\n'), err: said.err.join('\n') };
}

test('values arrive parsed, the answer goes to stdout for people', async () => {
  expect(
    await run('playbook enable silent-wakeup --holdout 0.2 --window 30d --from 2011-06-01 --workspace demo'),
  ).toEqual({
    code: 0,
    out: 'done: true',
    err: '',
  });
  expect(seen?.positionals).toEqual(['silent-wakeup']);
  expect(seen?.options).toMatchObject({ holdout: 0.2, window: 30 * 86_400_000, from: '2011-06-01', workspace: 'demo' });
});

test('--json prints one document of one line', async () => {
  const { out } = await run('playbook enable x --json');
  expect(out.split('\n')).toHaveLength(1);
  expect(JSON.parse(out)).toEqual({ done: true, 名: '回响' });
});

test.each([
  ['playbook enable', 'NAME is missing'],
  ['playbook enable a b', 'too many words: b'],
  ['playbook enable a --window soon', 'not a duration; write 30d, 4h or 15m'],
  ['playbook enable a --window 0d', 'not a duration'],
  ['playbook enable a --holdout 2', 'a share from 0 to 1'],
  ['playbook enable a --from 2011-02-30', 'a day such as'],
  ['playbook enable a --nope 1', "Unknown option '--nope'"],
  ['playbook enable a --window', '--window'],
])('%s is wrong usage, and the right one is shown', async (line, message) => {
  const { code, err, out } = await run(line);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain(message);
  expect(err).toContain('bin/huixiang playbook enable NAME [--holdout S]');
  expect(err).toContain('bin/huixiang playbook enable silent-wakeup --window 30d');
});

test('every command has help with an example, in the language of the user', async () => {
  for (const command of commands) {
    const { code, out } = await run(`${command.name} --help`, 'zh');
    expect(code).toBe(0);
    expect(out).toContain(command.words.zh);
    expect(out).toContain(`$ ${command.examples[0]}`);
  }
});

test('a group shows its commands; nothing and nonsense show them all', async () => {
  expect(await run('playbook --help')).toMatchObject({ code: 0, out: expect.stringContaining('playbook list') });
  const group = await run('playbook nonsense');
  expect(group.code).toBe(2);
  expect(group.err).toContain('unknown command: playbook nonsense');
  expect(group.err).not.toContain('  fail');
  expect(await run('nonsense')).toMatchObject({ code: 2, err: expect.stringContaining('  fail') });
  expect((await run('')).code).toBe(2);
  expect((await run('--help')).code).toBe(0);
});

test('what is expected to fail says one line and ends with 1; a defect shows where it was', async () => {
  expect(await run('fail plain')).toEqual({ code: 1, out: '', err: 'it did not work' });
  expect(await run('fail database')).toEqual({ code: 1, out: '', err: 'no database here' });
  expect(await run('fail file')).toEqual({ code: 1, out: '', err: '/no/such/file.csv: there is no such file' });
  const problem = await run('fail problem');
  expect(problem.err).toBe('There is no such cus_1 in this workspace.\n  row 3 id: unknown');
  expect((await run('fail defect')).err).toContain('run.test.ts');
  expect((await run('fail elsewhere')).err).toContain('HOW is one of plain,');
});
