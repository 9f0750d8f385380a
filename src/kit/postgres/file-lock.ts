/**
 * One process at a time. A file made exclusively names its holder by process id and start time, so that the lock of a killed
 * process is seen to be empty. It saves work and keeps order; that two servers never run over the same data is guaranteed by
 * PostgreSQL's own interlock besides.
 */
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { startOf } from './process-identity.ts';
import { errorCode } from './failure.ts';

/** Longer than the few synchronous calls that hold the breaking lock, by far. Milliseconds. */
const BREAKING_TAKES = 5_000;

let turn = 0;

/** Runs the work under the lock; undefined when another live process holds it. */
export async function tryWithLock<T>(file: string, work: () => Promise<T>): Promise<{ value: T } | undefined> {
  const mine = `${process.pid} ${startOf(process.pid)} ${++turn}\n`;
  if (!take(file, mine)) {
    breakIfAbandoned(file);
    if (!take(file, mine)) return undefined;
  }
  try {
    return { value: await work() };
  } finally {
    if (read(file) === mine) rmSync(file, { force: true });
  }
}

/** The file appears with its content in one step: a reader never sees an empty one. */
function take(file: string, mine: string): boolean {
  const draft = `${file}.${process.pid}.${turn}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isHeld(content: string): boolean {
  const [pid, start] = content.trim().split(' ');
  return startOf(Number(pid)) === start;
}

/** Only the holder of the breaking lock removes an abandoned lock, so that nobody removes the next holder's by mistake. */
function breakIfAbandoned(file: string): void {
  const content = read(file);
  if (content === undefined || isHeld(content)) return;
  const breaking = `${file}.breaking`;
  try {
    if (take(breaking, `${process.pid} ${startOf(process.pid)} 0\n`)) {
      try {
        if (read(file) === content) renameSync(file, `${breaking}.old`);
      } finally {
        rmSync(`${breaking}.old`, { force: true });
        rmSync(breaking, { force: true });
      }
      return;
    }
    const left = read(breaking);
    const age = Date.now() - statSync(breaking).mtimeMs;
    if (left !== undefined && !isHeld(left) && age > BREAKING_TAKES) rmSync(breaking, { force: true });
  } catch (error) {
    // Another process was faster at tidying up.
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
