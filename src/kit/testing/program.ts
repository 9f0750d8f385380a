/**
 * Programs that tests start as processes of their own, to kill them. Each is bundled first, like the server in a release: node reads one file instead of
 * translating a thousand, and a start takes a fifth (19 s of CPU by tsx, 4 s bundled, on a busy machine).
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** As deep as the release's bundles: what looks for the program's root from its own place finds it. */
const folder = join(root, 'dist/programs');
const HOUR_MS = 3_600_000;

export type Program = ChildProcessByStdio<Writable, Readable, null>;

const bundles = new Map<string, Promise<string>>();

/** Runs a module of the sources with these words; it may be heard (stdout) and spoken to (stdin). */
export async function startProgram(file: string, ...words: readonly string[]): Promise<Program> {
  let bundle = bundles.get(file);
  if (!bundle) bundles.set(file, (bundle = bundleOf(file)));
  return spawn(process.execPath, [await bundle, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
}

/** Named after what is in it, so that tests of several processes may write and use it at once. */
async function bundleOf(file: string): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    jsx: 'automatic',
    logLevel: 'warning',
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  const name = basename(file, '.ts');
  const path = join(folder, `${name}-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.js`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, code);
  renameSync(draft, path);
  prune(name, path);
  return path;
}

/** What earlier sources were bundled into; the youngest may be in use by another run. */
function prune(name: string, current: string): void {
  for (const each of readdirSync(folder)) {
    const path = join(folder, each);
    if (path === current || !each.startsWith(`${name}-`)) continue;
    if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > HOUR_MS) rmSync(path, { force: true });
  }
}
