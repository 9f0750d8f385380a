/** A database that cannot be opened, said in one line that names the cause and the way out. Shown without a stack. */
export class DatabaseUnavailable extends Error {
  /** Commands print the message alone, without a stack: it is the user's to mend. */
  readonly plain = true;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DatabaseUnavailable';
  }
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A file-system error on the way to a running server, or the error itself when it is none we can explain. */
export function explainFileError(error: unknown, folder: string): unknown {
  switch (errorCode(error)) {
    // Said by /proc and its like.
    case 'ENOENT':
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new DatabaseUnavailable(
        `The home folder ${folder} cannot be written to. Name another with --home DIR or HUIXIANG_HOME.`,
        error,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new DatabaseUnavailable(`The home ${folder} is not a folder. Name another with --home DIR.`, error);
    case 'ENOSPC':
    case 'EDQUOT':
      return new DatabaseUnavailable(
        `The disk of ${folder} is full. Make room or name another with --home DIR.`,
        error,
      );
    default:
      return error;
  }
}

/** What PostgreSQL printed before it gave up, turned into one line. `log` is where the rest can be read. */
export function explainServerOutput(output: string, dataFolder: string, log: string): DatabaseUnavailable {
  if (/No space left on device|Check free disk space|Disk quota exceeded/.test(output)) {
    return new DatabaseUnavailable(
      `The disk of ${dataFolder} is full. Make room and start again; nothing saved is lost.`,
    );
  }
  if (/Read-only file system|Permission denied/.test(output)) {
    return new DatabaseUnavailable(
      `The database in ${dataFolder} cannot be written to. Give this user the folder, or name another with --home DIR.`,
    );
  }
  if (/could not create shared memory|Cannot allocate memory/.test(output)) {
    return new DatabaseUnavailable('There is not enough memory to start the database.');
  }
  const lines = output.split('\n').filter((line) => /FATAL|PANIC|error/i.test(line));
  const reason = (lines.at(-1) ?? output.trim().split('\n').at(-1) ?? '').replace(/^.*?(FATAL|PANIC):\s*/, '').trim();
  return new DatabaseUnavailable(`The embedded database did not start: ${reason || 'it said nothing'} (see ${log})`);
}

export const OWN_SERVER = 'Name a PostgreSQL server (15 or later) in DATABASE_URL instead.';
