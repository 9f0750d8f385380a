import { existsSync } from 'node:fs';
import { importFile, type ImportRow } from '../../features/customers/index.ts';
import { type Command, CommandFailed, UsageError } from '../../kit/cli/command.ts';
import { fill } from '../../kit/errors.ts';
import { inWorkspace } from '../open.ts';

const KINDS = ['orders', 'customers', 'contracts', 'events'] as const;
type Kind = (typeof KINDS)[number];

interface Answer {
  readonly import: string;
  readonly kind: Kind;
  readonly status: string;
  readonly rows: number;
  readonly added: number;
  readonly same: number;
  readonly changed: number;
  readonly failed: number;
  readonly summary: Readonly<Record<string, number>>;
}

export const importCommand: Command = {
  name: 'import',
  words: { zh: '导入 CSV（可为 .gz；UTF-8 或 GBK）', en: 'Import a CSV file (also .gz; UTF-8 or GBK)' },
  positionals: [
    { name: 'KIND', words: { zh: '内容', en: 'what it holds' }, choices: KINDS },
    { name: 'FILE', words: { zh: '文件', en: 'file' } },
  ],
  options: {
    map: {
      kind: 'text',
      value: 'FIELD=COLUMN,…',
      words: {
        zh: '字段与列的对应，默认按表头猜',
        en: 'which column is which field; guessed from the header by default',
      },
    },
    rest: {
      kind: 'text',
      value: 'keep|drop',
      words: { zh: '其余的列：保留或丢弃', en: 'what becomes of other columns' },
    },
  },
  examples: ['bin/huixiang import orders examples/online-retail.csv.gz --map customer=customer_id,at=ts,amount=amount'],
  run({ options, positionals: [kind, path = ''] }) {
    const { map, rest } = options;
    if (rest !== undefined && rest !== 'keep' && rest !== 'drop')
      throw new UsageError(`--rest is keep or drop, not "${rest}"`);
    const columns = typeof map === 'string' ? parseMap(map) : undefined;
    if (!existsSync(path)) throw new CommandFailed(`there is no file ${path}`);
    return inWorkspace(options, async (ctx): Promise<Answer> => {
      const run = await importFile(
        ctx,
        { kind: kind as Kind, path, ...(columns ? { columns } : {}), ...(rest ? { rest } : {}) },
        { onProgress: showProgress },
      );
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
      if (run.status !== 'done') {
        const words = run.failure && ctx.runtime.errors.get(run.failure.code)?.words[ctx.locale];
        throw new CommandFailed(
          words && run.failure ? fill(words, run.failure.values) : `the import was ${run.status}`,
        );
      }
      return answerOf(run);
    });
  },
  print: (answer: Answer) => {
    const parts = [`${answer.rows} rows`, `${answer.added} added`, `${answer.same} there already`];
    if (answer.changed > 0) parts.push(`${answer.changed} changed`);
    if (answer.failed > 0) parts.push(`${answer.failed} failed (see the import in the console for each row)`);
    const figures = Object.entries(answer.summary).map(([name, value]) => `${name} ${value}`);
    return `${answer.kind}: ${parts.join(', ')}\n${figures.join(', ')}`;
  },
};

function answerOf(run: ImportRow): Answer {
  return {
    import: run.import_id,
    kind: run.kind,
    status: run.status,
    rows: run.rows_read,
    added: run.rows_added,
    same: run.rows_same,
    changed: run.rows_changed,
    failed: run.rows_failed,
    summary: run.summary,
  };
}

/** `customer=customer_id,at=ts`: column names may hold `=`, field names do not. */
function parseMap(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1 || at === pair.length - 1)
        throw new UsageError(`--map takes FIELD=COLUMN pairs with commas between, not "${pair}"`);
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
}

/** Progress on a terminal, quiet in a pipe. */
function showProgress(run: ImportRow): void {
  if (process.stderr.isTTY)
    process.stderr.write(
      `\r${Math.round((run.bytes_read / Math.max(1, run.file_bytes)) * 100)} %  ${run.rows_read} rows`,
    );
}
