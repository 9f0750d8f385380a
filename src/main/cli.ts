import type { Command } from '../kit/cli/command.ts';
import { runCommandLine } from '../kit/cli/run.ts';
import { commonErrors, type ErrorDeclaration } from '../kit/errors.ts';
import { commands } from './commands/index.ts';
import { features } from './features.ts';

const errors = new Map<string, ErrorDeclaration>([
  ...Object.entries(commonErrors),
  ...features.flatMap((feature) => Object.entries(feature.errors ?? {})),
]);
const chinese = /^zh/i.test(process.env['HUIXIANG_LANG'] ?? process.env['LC_ALL'] ?? process.env['LANG'] ?? '');

const code = await runCommandLine(
  commands as readonly Command[],
  process.argv.slice(2),
  {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    locale: chinese ? 'zh' : 'en',
  },
  errors,
);
// `start` goes on serving after it has returned.
if (code !== 0 || process.argv[2] !== 'start') process.exit(code || process.exitCode);
