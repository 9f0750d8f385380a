/** Brings a database to the state this program needs: the queue's tables, the kit's, then each feature's in river order. */
import { createHash } from 'node:crypto';
import type { Database } from './db/database.ts';
import { ensureAppRole } from './db/app-role.ts';
import { type Migration, migrate } from './db/migrate.ts';
import { type Feature, migrationsOf } from './feature.ts';
import { installQueue } from './jobs/worker.ts';
import type { Log } from './log.ts';
import * as kit from './migrations/0001-kit.ts';

export function allMigrations(features: readonly Feature[]): Migration[] {
  return [...migrationsOf('kit', { '0001-kit': kit }), ...features.flatMap((feature) => feature.migrations ?? [])];
}

/** Changes with any statement: names the template database of a test run. */
export function migrationsHash(features: readonly Feature[]): string {
  return createHash('sha256')
    .update(JSON.stringify(allMigrations(features)))
    .digest('hex')
    .slice(0, 12);
}

/**
 * Safe when several processes start at once. Returns the names of what was applied. `appLogin` is the login of the app's own connections
 * when it is not the owner.
 */
export async function install(
  db: Database,
  log: Log,
  features: readonly Feature[],
  appLogin?: string,
): Promise<string[]> {
  await ensureAppRole(db.owner, appLogin);
  await installQueue({ db, log });
  return migrate(db.owner, allMigrations(features));
}
