/** The database of a Huixiang: a server of the user's own, or the embedded one that we look after. One code path from here on. */
import { openEmbedded } from './embedded.ts';
import { checkExternal } from './external.ts';
import type { Settings } from './settings.ts';

export { DatabaseUnavailable } from './failure.ts';

/** Fits pino. */
export interface DatabaseLog {
  info(message: string): void;
  warn(message: string): void;
}

export interface OpenedDatabase {
  /** A connection string with the rights of the owner. */
  readonly url: string;
  readonly embedded: boolean;
  /** Gives the server back; the last process to do so stops it. Close your own connections first. */
  close(): Promise<void>;
}

export interface OpenDatabase {
  /** Folder of everything this Huixiang keeps; made when missing. */
  readonly home: string;
  /** A server of the user's own; the embedded one is then not used. */
  readonly databaseUrl?: string | undefined;
  readonly log: DatabaseLog;
  /** Further server settings, for tests and benches; they count when this call starts the server. */
  readonly settings?: Settings;
}

/** Throws DatabaseUnavailable, whose message is one clear line. */
export async function openDatabase({ home, databaseUrl, log, settings }: OpenDatabase): Promise<OpenedDatabase> {
  if (!databaseUrl) return openEmbedded(home, log, settings);
  await checkExternal(databaseUrl);
  return { url: databaseUrl, embedded: false, close: async () => undefined };
}
