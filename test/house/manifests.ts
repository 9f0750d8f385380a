import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Feature } from '../../src/kit/feature.ts';
import { river } from '../../src/kit/river.ts';
import { root } from './root.ts';

/** The manifests of every room there is, in river order, read from the folders rather than from the program's list. */
export async function readManifests(): Promise<readonly Feature[]> {
  const folder = join(root, 'src/features');
  const there = new Set(readdirSync(folder));
  const files = river
    .filter((room) => there.has(room))
    .map((room) => join(folder, room, 'feature.ts'))
    .filter((file) => existsSync(file));
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
      const manifest = Object.values(module).find(
        (value) => typeof value === 'object' && value !== null && 'name' in value && 'words' in value,
      );
      if (!manifest) throw new Error(`${file} exports no manifest`);
      return manifest as Feature;
    }),
  );
}
