/** Uploaded files of a campaign, on disk under the installation's home until they are scored. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../../../kit/context.ts';
import { Problem } from '../../../kit/errors.ts';
import { newId } from '../../../kit/ids.ts';
import { type CampaignFiles, type FileName, FILES } from './campaign.ts';

/** Bytes of one file: a record per customer is kept while it is scored. The command line takes larger ones. */
export const MOST_BYTES = 128 * 1024 ** 2;

const folderOf = (ctx: Context, id: string): string =>
  join(ctx.runtime.home, 'uploads', ctx.workspace.id, 'campaigns', id);

/** Written beside and put in place at the end: a broken upload leaves the file before it as it was. */
export async function keepFile(ctx: Context, id: string, file: FileName, body: Readable) {
  const folder = folderOf(ctx, id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `${newId('part')}`);
  const hash = createHash('sha256');
  let bytes = 0;
  async function* measured(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw new Problem('too_large', { limit: '128 MiB' });
      hash.update(chunk);
      yield chunk;
    }
  }
  try {
    await pipeline(body, measured, createWriteStream(part, { mode: 0o600 }));
    await rename(part, join(folder, file));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return { bytes, sha256: hash.digest('hex') };
}

export async function openFiles(ctx: Context, id: string): Promise<CampaignFiles> {
  const folder = folderOf(ctx, id);
  const present = new Set(await readdir(folder).catch(() => []));
  return Object.fromEntries(
    FILES.filter((file) => present.has(file)).map((file) => [file, createReadStream(join(folder, file))]),
  );
}

export async function dropFiles(ctx: Context, id: string): Promise<void> {
  await rm(folderOf(ctx, id), { recursive: true, force: true });
}
