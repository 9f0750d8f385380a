/** What every table of a workspace needs besides its columns. Migrations spread these statements after `create table`. */
export const APP_ROLE = 'huixiang_app';

/**
 * Row-level security as the second wall between workspaces, and the grant. It fails closed: without
 * `SET LOCAL app.workspace` the setting is null and no row is visible. Partitions get no grant of their own.
 */
export function guard(table: string): string[] {
  const name = table.replaceAll('"', '');
  return [
    `alter table ${table} enable row level security`,
    `create policy ${name}_workspace on ${table} using (workspace_id = current_setting('app.workspace', true)) with check (workspace_id = current_setting('app.workspace', true))`,
    `grant select, insert, update, delete on ${table} to ${APP_ROLE}`,
  ];
}

/** Tables beyond a workspace (logins, sessions, key hashes, the registry of workspaces, processes): no row-level security. */
export function shared(table: string): string[] {
  return [`grant select, insert, update, delete on ${table} to ${APP_ROLE}`];
}

/** Undistributed tables, in one place: distributed.md rule 1. */
export const SHARED_TABLES: readonly string[] = [
  'schema_migration',
  'process',
  'workspace',
  'login_user',
  'login_session',
  'login_account',
  'login_verification',
  'login_attempt',
  'api_key',
];
