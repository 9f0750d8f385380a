/** What we ask of the embedded server. Given on its command line, so they hold for data made by an earlier version too. */
import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';

export type Settings = Readonly<Record<string, string>>;

const MB = 1024 * 1024;

/** Bytes this process may use: what the machine has, or less where a container says so. */
export function usableMemory(): number {
  const limit = process.constrainedMemory?.() ?? 0;
  // Without a limit Node answers 0 or an absurdly large number, depending on its version.
  return limit > 0 && limit < totalmem() ? limit : totalmem();
}

export function chooseSettings(memory: number, sharedMemoryFile: number): Settings {
  const buffers = clamp(memory / 8, 32 * MB, 2048 * MB);
  return {
    // Connections are processes that cost little while idle; several of ours, each with two pools, fit well.
    max_connections: '200',
    shared_buffers: inMB(buffers),
    effective_cache_size: inMB(Math.max(memory / 2, 64 * MB)),
    work_mem: inMB(clamp(memory / 256, 4 * MB, 64 * MB)),
    maintenance_work_mem: inMB(clamp(memory / 32, 16 * MB, 512 * MB)),
    // Measured on our queries: compiling costs more than it saves, and presorted aggregates spill where hashing does not.
    jit: 'off',
    enable_presorted_aggregate: 'off',
    wal_compression: 'on',
    // Nothing replicates from this server; loads into new tables are then spared the log.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Parallel queries take memory from /dev/shm; Docker gives it 64 MB, and they fail there.
    dynamic_shared_memory_type: sharedMemoryFile >= 256 * MB ? 'posix' : 'mmap',
    listen_addresses: '',
    unix_socket_permissions: '0700',
    // One file per weekday, written over a week later: seven days of log at most.
    logging_collector: 'on',
    log_directory: '../log',
    log_filename: 'postgres-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_checkpoints: 'off',
    // Its details are the rows themselves: names, numbers, what people wrote.
    log_error_verbosity: 'terse',
  };
}

/** Bytes of /dev/shm; endless where there is none (macOS), which uses its own kind of shared memory. */
export function sharedMemorySize(): number {
  try {
    const { blocks, bsize } = statfsSync('/dev/shm');
    return blocks * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function inMB(bytes: number): string {
  return `${Math.floor(bytes / MB)}MB`;
}
