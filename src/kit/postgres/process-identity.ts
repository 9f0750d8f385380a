/** A process is known by its id and the moment it started: ids are used again, in containers very soon. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** When the process started, in the system's own notation; undefined when there is no such process. */
export function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name may hold blanks and brackets, so fields are counted from its closing bracket; the 22nd is the start.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() || undefined;
}

/** Is this process a PostgreSQL server over this data folder? Unknown counts as yes: a live server must not be overrun. */
export function servesFolder(pid: number, dataFolder: string): boolean {
  if (startOf(pid) === undefined) return false;
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === dataFolder;
    } catch {
      return true;
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout === '' || stdout.includes('postgres');
}
