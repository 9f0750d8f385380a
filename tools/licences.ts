/** Licences of what is shipped: the production dependencies and theirs. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** Licences that may be combined with and shipped beside Apache-2.0 code. */
const FREE = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSL-1.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0', // file-level: used unchanged
  'OFL-1.1', // fonts: may be embedded in documents and shipped beside any software
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
];

/** An SPDX expression is fine when each AND part has a fine OR part. */
export function isFree(expression: string): boolean {
  return expression
    .replace(/[()]/g, '')
    .split(/\s+AND\s+/i)
    .every((part) => part.split(/\s+OR\s+/i).some((licence) => FREE.includes(licence.trim())));
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string | { type?: string };
  readonly licenses?: readonly { type?: string }[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function read(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Where Node finds `name` from `folder`, or undefined (an optional package for another platform). */
function find(name: string, folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const place = join(at, 'node_modules', name);
    if (existsSync(join(place, 'package.json'))) return place;
    if (dirname(at) === at) return undefined;
  }
}

function licenceOf(manifest: Manifest, folder: string): string {
  if (typeof manifest.license === 'string') return manifest.license;
  return manifest.license?.type ?? manifest.licenses?.map((each) => each.type).join(' OR ') ?? writtenOut(folder);
}

/** Some packages ship their licence only as a file. */
function writtenOut(folder: string): string {
  const file = join(folder, 'LICENSE');
  return existsSync(file) && /^(The )?MIT License\s/.test(readFileSync(file, 'utf8')) ? 'MIT' : 'none';
}

/** Walks the installed packages from `root` through production dependencies. */
export function shippedLicences(root: string): readonly Licence[] {
  const seen = new Map<string, Licence>();
  const visit = (folder: string): void => {
    const manifest = read(folder);
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
      const place = find(name, folder);
      if (!place || seen.has(place)) continue;
      const own = read(place);
      seen.set(place, { name, version: own.version ?? '', licence: licenceOf(own, place) });
      visit(place);
    }
  };
  visit(root);
  return [...seen.values()].sort((a, b) => a.name.localeCompare(b.name));
}
