/** Reading an uploaded file as a stream: gzip is known by its first bytes, whatever its name says. */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Problem } from '../../../kit/errors.ts';

/** A small gzip file can unpack to anything: this is where we stop. */
const MOST_UNPACKED = 8 * 1024 ** 3;

export interface OpenFile {
  /** Unpacked bytes. Throws the problem `import_unreadable` for a broken gzip file or one that unpacks to too much. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Bytes of the file itself read so far, for the progress bar. */
  bytesRead(): number;
  close(): void;
}

export async function openFile(path: string): Promise<OpenFile> {
  const packed = await startsWith(path, [0x1f, 0x8b]);
  const raw = createReadStream(path, { highWaterMark: 256 * 1024 });
  const stream: Readable = packed ? raw.pipe(createGunzip({ chunkSize: 256 * 1024 })) : raw;
  if (packed) raw.on('error', (error) => stream.destroy(error));
  return {
    chunks: guarded(stream),
    bytesRead: () => raw.bytesRead,
    close() {
      raw.destroy();
      stream.destroy();
    },
  };
}

async function* guarded(stream: Readable): AsyncGenerator<Buffer> {
  let total = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total > MOST_UNPACKED) throw new Problem('import_unreadable', { why: '> 8 GiB' });
      yield chunk;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('Z_')) throw new Problem('import_unreadable', { why: `gzip: ${(error as Error).message}` });
    throw asProblem(error);
  }
}

/** What the file system refuses is the caller's to put right; anything else is a defect. */
function asProblem(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!/^E[A-Z]+$/.test(code)) return error;
  return new Problem('import_unreadable', { why: code === 'ENOENT' ? 'file not found' : code });
}

async function startsWith(path: string, bytes: readonly number[]): Promise<boolean> {
  const handle = await open(path).catch((error: unknown) => {
    throw asProblem(error);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes.length), 0, bytes.length, 0);
    return bytesRead === bytes.length && bytes.every((byte, at) => buffer[at] === byte);
  } catch (error) {
    throw asProblem(error);
  } finally {
    await handle.close();
  }
}

export async function sizeOf(path: string): Promise<number> {
  return (await stat(path)).size;
}
