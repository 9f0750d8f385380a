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
  /** Who connects by DATABASE_URL, when DATABASE_OWNER_URL names somebody else as the owner. */
  readonly appLogin?: string;
  /** The owner's address when it is another. */
  readonly ownerUrl?: string;
  /** Gives the server back; the last process to do so stops it. Close your own connections first. */
  close(): Promise<void>;
}

export interface OpenDatabase {
  /** Folder of everything this Huixiang keeps; made when missing. */
  readonly home: string;
  /** A server of the user's own; the embedded one is then not used. */
  readonly databaseUrl?: string | undefined;
  /** For DATABASE_URL: the login that may create tables and roles, when that one may not. */
  readonly ownerUrl?: string | undefined;
  readonly log: DatabaseLog;
  /** Further server settings, for tests and benches; they count when this call starts the server. */
  readonly settings?: Settings;
}

/** Throws DatabaseUnavailable, whose message is one clear line. */
export async function openDatabase(options: OpenDatabase): Promise<OpenedDatabase> {
  const { home, databaseUrl: url, ownerUrl, log, settings } = options;
  if (!url) return openEmbedded(home, log, settings);
  const appLogin = await checkExternal(url);
  const external = { url, embedded: false, close: async () => undefined };
  if (!ownerUrl) return external;
  await checkExternal(ownerUrl, 'DATABASE_OWNER_URL');
  return { ...external, ownerUrl, appLogin };
}
