/**
 * Where customers reach this installation. HUIXIANG_URL says it; without it, it is the address that the API of the same home listens on,
 * which it leaves in the file `<home>/address`, so that a worker process of that home writes the same links. Workers on other machines need
 * HUIXIANG_URL.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Housed {
  readonly home: string;
}

const FILE = 'address';
/** Before anything has ever listened. */
const NOWHERE = 'http://localhost:8070';

/** Without a slash at its end. */
export function publicUrl({ home }: Housed): string {
  return (process.env['HUIXIANG_URL'] || noted(home) || NOWHERE).replace(/\/+$/, '');
}

export function noteAddress({ home }: Housed, host: string, port: number): void {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  mkdirSync(home, { recursive: true });
  const draft = join(home, `${FILE}.${process.pid}`);
  writeFileSync(draft, `http://${name}:${port}\n`);
  renameSync(draft, join(home, FILE));
}

function noted(home: string): string {
  try {
    return readFileSync(join(home, FILE), 'utf8').trim();
  } catch {
    return '';
  }
}
