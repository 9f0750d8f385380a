/** A PostgreSQL server of the user's own, named in DATABASE_URL: looked at once, so that a wrong name is told at the start. */
import pg from 'pg';
import { DatabaseUnavailable, errorCode, messageOf } from './failure.ts';

/** 15 is the first with the rights on schema public and the NULLS NOT DISTINCT that the migrations rely on. */
const OLDEST = 15;

/** Returns the name of the login. `variable` is where the address was given, for messages. */
export async function checkExternal(url: string, variable = 'DATABASE_URL'): Promise<string> {
  const where = `${variable} (${hideSecrets(url)})`;
  let client: pg.Client;
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  } catch (error) {
    throw new DatabaseUnavailable(`${variable} is not a PostgreSQL address: ${hideSecrets(url)}`, error);
  }
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; login: string }>(
      `select current_setting('server_version_num') as version, current_user as login`,
    );
    const major = Math.floor(Number(rows[0]?.version) / 10_000);
    if (major < OLDEST) throw new DatabaseUnavailable(`${where} is PostgreSQL ${major}; ${OLDEST} or later is needed.`);
    return rows[0]?.login ?? '';
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    throw new DatabaseUnavailable(`${where} ${explain(error)}`, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function explain(error: unknown): string {
  switch (errorCode(error)) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'names a host that cannot be found.';
    case 'ECONNREFUSED':
    case 'ENOENT':
      return 'names a server that does not answer: is it running, is the port right?';
    case '28P01':
    case '28000':
      return 'names a user or password that the server refuses.';
    case '3D000':
      return 'names a database that does not exist: create it first.';
    default:
      return `cannot be used: ${messageOf(error) || errorCode(error)}`;
  }
}

/** Without the password, for messages. */
export function hideSecrets(url: string): string {
  return url.replace(/(\/\/[^:@/]*):[^@/]*@/, '$1:***@').replace(/([?&]password=)[^&]*/g, '$1***');
}
