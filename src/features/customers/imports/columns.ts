import type { OpenFile } from './file.ts';
import { openFile } from './file.ts';
import type { Format } from './rows.ts';
import { readHead } from './table.ts';

const HEAD_BYTES = 256 * 1024;

/** The names of a file's columns, from its first bytes. */
export async function readColumns(path: string, format: Format): Promise<readonly string[]> {
  const file = await openFile(path);
  const head = await firstBytes(file);
  return readHead({ encoding: format.encoding, lines: 0, head }, format).columns;
}

export async function firstBytes(file: OpenFile): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of file.chunks) {
      parts.push(chunk);
      size += chunk.length;
      if (size >= HEAD_BYTES) break;
    }
  } finally {
    file.close();
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}
