/** One look through a whole file before anything is written: its encoding, its lines, whether it can be read to the end. */
import { TextDecoder } from 'node:util';
import { Problem } from '../../../kit/errors.ts';
import type { Encoding } from '../contract-imports.ts';
import { openFile } from './file.ts';

export interface Inspection {
  readonly encoding: Encoding;
  /** Line ends, plus a last line without one. */
  readonly lines: number;
  /** The first bytes, unpacked. */
  readonly head: Buffer;
}

const HEAD_BYTES = 256 * 1024;

/**
 * UTF-8 when every byte of the file is valid UTF-8, UTF-16 by its mark, else GB18030 (which contains GBK). The whole file is looked at:
 * the first Chinese name may stand on its last line. Constant memory.
 */
export async function inspectFile(path: string): Promise<Inspection> {
  const file = await openFile(path);
  const strict = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let lines = 0;
  let last = -1;
  const head: Buffer[] = [];
  let headBytes = 0;
  try {
    for await (const chunk of file.chunks) {
      if (headBytes < HEAD_BYTES) {
        head.push(chunk.subarray(0, HEAD_BYTES - headBytes));
        headBytes += chunk.length;
      }
      lines += countNewlines(chunk);
      last = chunk.at(-1) ?? last;
      isUtf8 &&= decodes(strict, chunk);
    }
    isUtf8 &&= decodes(strict);
  } finally {
    file.close();
  }
  if (last === -1) throw new Problem('import_empty');
  const first = Buffer.concat(head);
  const isUtf16 = first[0] === 0xff && first[1] === 0xfe;
  const encoding = isUtf16 ? 'utf-16le' : isUtf8 ? 'utf-8' : 'gb18030';
  return { encoding, lines: lines + (last === 0x0a ? 0 : 1), head: first };
}

function countNewlines(chunk: Buffer): number {
  let n = 0;
  for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) n++;
  return n;
}

function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    if (chunk) decoder.decode(chunk, { stream: true });
    else decoder.decode();
    return true;
  } catch {
    return false;
  }
}
