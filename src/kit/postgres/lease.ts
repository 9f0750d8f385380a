/**
 * Who uses the server? Each process holds one connection with a shared advisory lock: its lease. The kernel closes the
 * connection of a killed process, so no lease outlives its holder and no file can lie about one. Who closes asks for the
 * same lock alone: it is granted to the last one only, and while it is held nobody new can take a lease; that one stops the
 * server. (This is the order of one machine's start and stop; no rule of the product rests on it.)
 */
import pg from 'pg';
import { errorCode, messageOf } from './failure.ts';
import { connectionUrl, OWNER, type Place } from './place.ts';

/** Any number that nothing else in the database `postgres` uses. */
const KEY = 7_230_018;

export interface Lease {
  /** Resolves when the connection is lost without our having given it back. */
  readonly lost: Promise<void>;
  /** Gives it back; true when it was the last, and then nobody else can take one any more. */
  giveBack(): Promise<boolean>;
  /** Ends the connection after giveBack. */
  end(): Promise<void>;
}

/** `down` nothing listens, `busy` it is starting or stopping. */
export type Refusal = 'down' | 'busy';

export async function takeLease(place: Place): Promise<Lease | Refusal> {
  const client = new pg.Client({
    connectionString: connectionUrl(place, 'postgres'),
    application_name: 'huixiang-lease',
    keepAlive: true,
  });
  const lost = new Promise<void>((resolve) => {
    client.on('end', resolve);
    client.on('error', () => resolve());
  });
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1)', [KEY]);
    await ensureDatabase(client);
  } catch (error) {
    await client.end().catch(() => undefined);
    return refusalOf(error);
  }
  return {
    lost,
    async giveBack() {
      await client.query('select pg_advisory_unlock_shared($1)', [KEY]);
      const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [KEY]);
      return rows[0]?.last === true;
    },
    end: () => client.end().catch(() => undefined),
  };
}

export async function acceptsConnections(place: Place): Promise<boolean> {
  const client = new pg.Client({ connectionString: connectionUrl(place, 'postgres') });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    refusalOf(error);
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function refusalOf(error: unknown): Refusal {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'down';
  // 57P01..57P03: being shut down, crashed, not yet ready. 53300: all connections taken, some will come free.
  if (/^57P0[123]$|^53300$|^ECONNRESET$|^EPIPE$/.test(code)) return 'busy';
  if (/Connection terminated|connection is closed|not queryable/i.test(messageOf(error))) return 'busy';
  throw error;
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const found = await client.query('select 1 from pg_database where datname = $1', [OWNER]);
  if (found.rowCount) return;
  try {
    await client.query(`create database ${OWNER}`);
  } catch (error) {
    // Another process made it in the same moment.
    if (!['42P04', '23505'].includes(errorCode(error))) throw error;
  }
}
