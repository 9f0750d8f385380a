/**
 * Builds what is stale: the server by esbuild, the console by vite. Each build is a folder named after the hash of its sources,
 * and dist/server and dist/console are links that change in one step, so that a process that runs keeps the files it began with.
 */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { buildH5 } from './h5.mjs';
import { builtHash, entries, hashSources, root, staleTargets, targets } from './stale.mjs';

const dist = join(root, 'dist');
const lock = join(dist, '.lock');
/** Builds of a target that are kept: the one in use and the one before it. */
const KEPT = 2;

const builders = {
  async server(outdir) {
    const { build } = await import('esbuild');
    await build({
      absWorkingDir: root,
      entryPoints: [entries.server],
      outdir,
      bundle: true,
      // Commands are loaded when they are called: help and short commands do not pay for the server.
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      jsx: 'automatic',
      sourcemap: true,
      sourcesContent: false,
      logLevel: 'warning',
    });
    // The customer's page is served by the server: what it carries stands beside it.
    writeFileSync(join(outdir, 'h5.json'), JSON.stringify(await buildH5()));
  },
  async console(outDir) {
    // The browser's tests build what is stale: vite.config.ts would take that for a run of vitest and leave the console's own plugins out.
    delete process.env.VITEST;
    // And by its NODE_ENV, React would come in its heavier development build.
    process.env.NODE_ENV = 'production';
    const { build } = await import('vite');
    await build({
      root: join(root, 'src/console'),
      configFile: join(root, 'vite.config.ts'),
      mode: 'production',
      logLevel: 'warn',
      build: { outDir, emptyOutDir: true },
    });
  },
};

async function buildTarget(target, hash) {
  const name = `${target}-${hash}`;
  const draft = join(dist, `.draft-${name}-${process.pid}`);
  try {
    await builders[target](draft);
    rmSync(join(dist, name), { recursive: true, force: true });
    renameSync(draft, join(dist, name));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  pointTo(target, name);
  prune(target);
}

function pointTo(target, name) {
  const link = join(dist, target);
  const draft = `${link}.${process.pid}`;
  symlinkSync(name, draft);
  // A folder of this name is left by somebody's own `vite build`.
  if (builtHash(target) === undefined) rmSync(link, { recursive: true, force: true });
  renameSync(draft, link);
}

function prune(target) {
  const current = builtHash(target);
  const age = (name) => statSync(join(dist, name)).mtimeMs;
  readdirSync(dist)
    .filter((name) => name.startsWith(`${target}-`) && name !== `${target}-${current}`)
    .sort((a, b) => age(b) - age(a))
    .slice(KEPT - 1)
    .forEach((name) => rmSync(join(dist, name), { recursive: true, force: true }));
}

/** One build at a time; the other waits and then finds nothing left to do. The lock of a dead process is moved aside. */
async function withLock(work) {
  mkdirSync(dist, { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isAbandoned()) moveAside();
      else await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  try {
    writeFileSync(join(lock, 'pid'), String(process.pid));
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function isAbandoned() {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    if (error.code === 'ESRCH') return true;
    // Killed between making the lock and signing it.
    const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    return error.code === 'ENOENT' && Date.now() - made > 5_000;
  }
}

function moveAside() {
  try {
    renameSync(lock, `${lock}.${process.pid}`);
    rmSync(`${lock}.${process.pid}`, { recursive: true, force: true });
  } catch {
    // Another process was faster.
  }
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : targets;

try {
  await withLock(async () => {
    const stale = staleTargets(wanted);
    if (stale.length === 0) return;
    const began = Date.now();
    console.error(`Building ${stale.join(' and ')} ...`);
    const hashes = hashSources();
    await Promise.all(stale.map((target) => buildTarget(target, hashes[target])));
    console.error(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  });
} catch (error) {
  console.error(`huixiang: the build failed: ${error.message}`);
  process.exit(1);
}
