import { readFile } from 'node:fs/promises';
import {
  disablePlaybook,
  enablePlaybook,
  importPlaybook,
  listPlaybooks,
  type StoredPlaybook,
} from '../../features/playbooks/index.ts';
import { currentEpoch } from '../../features/experiments/index.ts';
import { type Command, CommandFailed, UsageError } from '../../kit/cli/command.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { inWorkspace } from '../open.ts';

const DAY_MS = 86_400_000;

interface Line {
  readonly key: string;
  readonly name: string;
  readonly status: string;
  readonly version: number;
  readonly epoch: number | null;
  readonly holdout: number | null;
  readonly window_days: number;
}

async function lineOf(tx: Tx, ctx: Context, playbook: StoredPlaybook): Promise<Line> {
  const epoch = await currentEpoch(tx, ctx, playbook.key);
  const { definition } = playbook;
  return {
    key: playbook.key,
    name: definition.name.zh,
    status: playbook.status,
    version: playbook.version,
    epoch: epoch?.epoch ?? null,
    holdout: epoch?.holdout ?? definition.control.holdout,
    window_days: definition.windowDays,
  };
}

const printLine = (line: Line): string =>
  `${line.key.padEnd(24)} ${line.status.padEnd(8)} v${line.version}  epoch ${line.epoch ?? '-'}  holdout ${line.holdout ?? 'auto'}  window ${line.window_days}d  ${line.name}`;

export const playbookCommands: readonly Command[] = [
  {
    name: 'playbook list',
    words: { zh: '列出回访方案', en: 'List the playbooks' },
    examples: ['bin/huixiang playbook list'],
    run: ({ options }) =>
      inWorkspace(options, (ctx) =>
        ctx.tx(async (tx) => {
          const lines: Line[] = [];
          for (const playbook of await listPlaybooks(tx, ctx.workspace.id)) lines.push(await lineOf(tx, ctx, playbook));
          return lines;
        }),
      ),
    print: (lines: readonly Line[]) => lines.map(printLine).join('\n'),
  },
  {
    name: 'playbook import',
    words: { zh: '导入一个 JSON 方案', en: 'Import a playbook from a JSON file' },
    positionals: [{ name: 'FILE', words: { zh: 'JSON 文件', en: 'JSON file' } }],
    examples: ['bin/huixiang playbook import my-playbook.json'],
    async run({ options, positionals }) {
      const document = await readJson(positionals[0] ?? '');
      return inWorkspace(options, (ctx) =>
        ctx.tx(async (tx) => lineOf(tx, ctx, await importPlaybook(tx, ctx, document, ''))),
      );
    },
    print: printLine,
  },
  {
    name: 'playbook enable',
    words: { zh: '启用方案', en: 'Switch a playbook on' },
    positionals: [{ name: 'KEY', words: { zh: '方案代号', en: 'key of the playbook' } }],
    options: {
      holdout: {
        kind: 'share',
        value: 'SHARE',
        words: { zh: '对照组比例，例如 0.2', en: 'share held out as control, for example 0.2' },
      },
      window: {
        kind: 'duration',
        value: 'DAYS',
        words: { zh: '转化窗口，例如 30d', en: 'conversion window, for example 30d' },
      },
    },
    examples: ['bin/huixiang playbook enable silent-wakeup --holdout 0.2 --window 30d'],
    run: ({ options, positionals }) => {
      const { holdout, window } = options;
      if (typeof window === 'number' && window % DAY_MS !== 0)
        throw new UsageError('--window takes whole days, for example 30d');
      return inWorkspace(options, (ctx) =>
        ctx.tx(async (tx) => {
          const playbook = await enablePlaybook(tx, ctx, positionals[0] ?? '', {
            ...(typeof holdout === 'number' ? { holdout } : {}),
            ...(typeof window === 'number' ? { windowDays: window / DAY_MS } : {}),
          });
          return lineOf(tx, ctx, playbook);
        }),
      );
    },
    print: printLine,
  },
  {
    name: 'playbook disable',
    words: { zh: '停用方案', en: 'Switch a playbook off' },
    positionals: [{ name: 'KEY', words: { zh: '方案代号', en: 'key of the playbook' } }],
    examples: ['bin/huixiang playbook disable silent-wakeup'],
    run: ({ options, positionals }) =>
      inWorkspace(options, (ctx) =>
        ctx.tx(async (tx) => lineOf(tx, ctx, await disablePlaybook(tx, ctx, positionals[0] ?? ''))),
      ),
    print: printLine,
  },
];

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailed(
      `cannot read ${file}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`,
    );
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CommandFailed(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}
