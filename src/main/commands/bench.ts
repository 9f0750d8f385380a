import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Command } from '../../kit/cli/command.ts';
import { programRoot } from '../place.ts';

/** Benches stand outside the program and are run from their source: they compare it with peers that are not part of it. */
export const benchCommand: Command = {
  name: 'bench',
  words: { zh: '性能对比：同一次运行里与参照比', en: 'Benchmarks: ours and the reference in the same run' },
  positionals: [{ name: 'NAME', words: { zh: '名称，all 为全部', en: 'name, or all' }, optional: true }],
  options: { smoke: { kind: 'flag', words: { zh: '小规模试跑', en: 'a small run, to see that it works' } } },
  examples: ['bin/huixiang bench wakeup --json'],
  async run({ positionals, options, json }) {
    const words = [...positionals, ...(options['smoke'] ? ['--smoke'] : []), ...(json ? ['--json'] : [])];
    const done = spawnSync(process.execPath, ['--import', 'tsx', join('bench', 'run.ts'), ...words], {
      cwd: programRoot,
      stdio: 'inherit',
    });
    process.exitCode = done.status ?? 1;
    return undefined;
  },
};
