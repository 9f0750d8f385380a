import { spawnSync } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { type Command, CommandFailed, UsageError } from '../../kit/cli/command.ts';
import { programRoot } from '../place.ts';
import { ensurePrograms } from '../test/debian.ts';
import { ensureBrowser } from '../test/browser.ts';
import { type Stage, stages } from '../test/stages.ts';

interface Result {
  readonly stage: string;
  readonly passed: boolean;
  readonly seconds: number;
}

export const testCommand: Command = {
  name: 'test',
  words: {
    zh: '运行全部测试：类型、检查、格式、单元、故事、浏览器',
    en: 'Run the tests: types, lint, format, unit, scenarios, browser',
  },
  positionals: [{ name: 'STAGE', optional: true, words: { zh: '只运行这一步', en: 'run this stage only' } }],
  options: {
    all: {
      kind: 'flag',
      words: { zh: '加上耗时长的测试和完整的性能测试', en: 'with the long suites and the full benches' },
    },
    voice: {
      kind: 'flag',
      words: {
        zh: '只运行真实电话（需要 Debian 与 root，会安装所需软件）',
        en: 'the real telephone calls only (needs Debian and root; installs what it needs)',
      },
    },
  },
  examples: ['bin/huixiang test', 'bin/huixiang test lint', 'bin/huixiang test --all', 'bin/huixiang test --voice'],
  async run({ options, positionals }) {
    const all = options['all'] === true;
    const chosen = choose(options['voice'] === true ? 'voice' : positionals[0], all);
    const results = chosen.map((stage) => runStage(stage, all));
    const failed = results.filter((each) => !each.passed).map((each) => each.stage);
    if (failed.length > 0) throw new CommandFailed(`${printResults(results)}\nfailed: ${failed.join(', ')}`);
    return results;
  },
  print: (results: readonly Result[]) => `${printResults(results)}\npassed`,
};

function choose(name: string | undefined, all: boolean): readonly Stage[] {
  const known = stages();
  if (name === undefined) return known.filter((stage) => !stage.apart && (all || !stage.long));
  const chosen = known.filter((stage) => stage.name === name);
  if (chosen.length === 0)
    throw new UsageError(`STAGE is one of ${known.map((stage) => stage.name).join(', ')}, not "${name}"`);
  return chosen;
}

function runStage(stage: Stage, all: boolean): Result {
  const began = Date.now();
  say(`\n=== ${stage.name}`);
  const passed = runCommands(stage, all);
  const seconds = Math.round((Date.now() - began) / 100) / 10;
  say(`=== ${stage.name}: ${passed ? 'passed' : 'FAILED'} in ${seconds} s`);
  return { stage: stage.name, passed, seconds };
}

function runCommands(stage: Stage, all: boolean): boolean {
  if (stage.commands.length === 0) {
    say('nothing to run');
    return true;
  }
  try {
    if (stage.programs) ensurePrograms(stage.programs, say);
    if (stage.browser) ensureBrowser(say);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    say(error.message);
    return false;
  }
  return stage.commands.every((command) => runCommand(command, all));
}

/** What a stage prints goes to stderr: stdout is for the answer. */
function runCommand([command = '', ...args]: readonly string[], all: boolean): boolean {
  const path = `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`;
  const env = { ...process.env, PATH: path, ...(all ? { HUIXIANG_TEST_ALL: '1' } : {}) };
  const done = spawnSync(command, args, { cwd: programRoot, stdio: ['ignore', 2, 2], env });
  if (done.error) say(done.error.message);
  if (done.signal === 'SIGINT') process.exit(130);
  return done.status === 0;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function printResults(results: readonly Result[]): string {
  return results
    .map(
      ({ stage, passed, seconds }) =>
        `${stage.padEnd(10)} ${passed ? 'passed' : 'FAILED'} ${seconds.toFixed(1).padStart(7)} s`,
    )
    .join('\n');
}
