/** `text analyse`: a stream of JSON lines through the text model, without a database. */
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { analyseLines } from '../../features/feedback/index.ts';
import type { Command } from '../../kit/cli/command.ts';

/** The lines that each piece of input completes: who types gets an answer per line, who pipes a file gets batches. */
async function* batches(path: string | undefined): AsyncGenerator<string[]> {
  const input = path === undefined || path === '-' ? process.stdin : createReadStream(path);
  input.setEncoding('utf8');
  let rest = '';
  for await (const chunk of input) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  if (rest !== '') yield [rest];
}

export const textAnalyseCommand: Command = {
  name: 'text analyse',
  words: {
    zh: '理解文本：每行一个 JSON，输出情感、原因与关键词',
    en: 'Understand texts: JSON lines in, sentiment, reasons and keywords out',
  },
  positionals: [
    {
      name: 'FILE',
      words: {
        zh: '每行一个 {"text": "…"} 或一个字符串；不写则读标准输入',
        en: 'one {"text": "…"} or one string per line; standard input when left out',
      },
      optional: true,
    },
  ],
  examples: [
    'bin/huixiang text analyse feedback.jsonl',
    `echo '{"text":"医生很耐心，但是等了两个小时"}' | bin/huixiang text analyse`,
  ],
  async run({ positionals: [path] }) {
    // A file that is not there is said at once, by the command line's own words for it.
    if (path !== undefined && path !== '-') await stat(path);
    // Who reads may stop reading: `| head`.
    process.stdout.on('error', () => process.exit(0));
    let first = 1;
    for await (const lines of batches(path)) {
      const answers = await analyseLines(lines, first);
      first += lines.length;
      const out = answers.map((answer) => `${JSON.stringify(answer)}\n`).join('');
      if (!process.stdout.write(out)) await once(process.stdout, 'drain');
    }
    return undefined;
  },
};
