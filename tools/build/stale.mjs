/** What the two builds are made from, as one hash each: content, not times, so that a checkout or a copy decides nothing. */
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

const CODE = /\.(ts|tsx|js|mjs|json|css|html|svg|png|webp|woff2|txt|webmanifest)$/;
const TEST = /\.test\.tsx?$/;

/** Folders and files, and which of the files below them count. */
const sources = {
  server: {
    from: ['src', 'package.json', 'package-lock.json', 'tools/build'],
    skip: /^src\/console\/|\/screens\/|\/console\.tsx$/,
  },
  console: {
    from: ['src', 'package.json', 'package-lock.json', 'tools/build', 'vite.config.ts', 'tsconfig.base.json'],
    skip: /^src\/main\/|\/(store|service|routes|jobs)[^/]*\.ts$|\/migrations\/|^src\/kit\/(postgres|db|jobs|http|testing)\//,
  },
};

export const targets = Object.keys(sources);

/** One hash per target. Reads about a thousand small files; 60 ms. */
export function hashSources() {
  const seen = new Map();
  const hashes = {};
  for (const [target, { from, skip }] of Object.entries(sources)) {
    const sum = createHash('sha256');
    for (const start of from) {
      for (const file of filesBelow(start)) {
        if (TEST.test(file) || skip.test(file)) continue;
        if (!seen.has(file))
          seen.set(
            file,
            createHash('sha1')
              .update(readFileSync(join(root, file)))
              .digest('hex'),
          );
        sum.update(`${file}\0${seen.get(file)}\n`);
      }
    }
    hashes[target] = sum.digest('hex').slice(0, 16);
  }
  return hashes;
}

const listed = new Map();

function filesBelow(start) {
  const known = listed.get(start);
  if (known) return known;
  const found = [];
  const entry = lstatSync(join(root, start), { throwIfNoEntry: false });
  if (entry?.isFile()) found.push(start);
  if (entry?.isDirectory()) walk(start, found);
  listed.set(start, found);
  return found;
}

function walk(folder, found) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) walk(path, found);
    else if (CODE.test(entry.name)) found.push(path);
  }
}

/** `dist/server` and `dist/console` are links to a folder named after its hash; undefined when there is none. */
export function builtHash(target) {
  try {
    return basename(readlinkSync(join(root, 'dist', target))).slice(target.length + 1);
  } catch {
    return undefined;
  }
}

/** Targets whose build is not made from the sources as they are now. */
export function staleTargets(wanted = targets) {
  const hashes = hashSources();
  return wanted.filter((target) => builtHash(target) !== hashes[target] && hasEntry(target));
}

export const entries = { server: 'src/main/cli.ts', console: 'src/console/index.html' };

function hasEntry(target) {
  return lstatSync(join(root, entries[target]), { throwIfNoEntry: false }) !== undefined;
}
