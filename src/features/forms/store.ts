import { sql } from 'kysely';
import type { Form } from '../../engine/forms/form.ts';
import { arrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { FormRef } from './ref.ts';

export interface NewForm {
  readonly definition: Form;
  readonly digest: string;
}

/** Writes what is not there yet and returns the digests of what now is, by form key. */
export async function insertForms(
  tx: Tx,
  workspace: string,
  owner: { readonly playbook: string; readonly version: number },
  forms: readonly NewForm[],
  now: Date,
): Promise<Map<string, string>> {
  await sql`
    insert into form_version (workspace_id, playbook, version, form_key, definition, digest, created_at)
    select ${workspace}, ${owner.playbook}, ${owner.version}, f.form_key, f.definition::jsonb, f.digest, ${now}
    from unnest(${arrayOf(forms, (form) => form.definition.key)}::text[],
      ${arrayOf(forms, (form) => JSON.stringify(form.definition))}::text[], ${arrayOf(forms, (form) => form.digest)}::text[])
      as f(form_key, definition, digest)
    order by f.form_key
    on conflict (workspace_id, playbook, version, form_key) do nothing`.execute(tx);
  const found = await sql<{ form_key: string; digest: string }>`
    select form_key, digest from form_version
    where workspace_id = ${workspace} and playbook = ${owner.playbook} and version = ${owner.version}`.execute(tx);
  return new Map(found.rows.map((row) => [row.form_key, row.digest]));
}

export async function findDigest(tx: Tx, workspace: string, ref: FormRef): Promise<string | null> {
  const found = await sql<{ digest: string }>`
    select digest from form_version where workspace_id = ${workspace} and playbook = ${ref.playbook}
      and version = ${ref.version} and form_key = ${ref.form}`.execute(tx);
  return found.rows[0]?.digest ?? null;
}

export async function findDefinition(tx: Tx, workspace: string, ref: FormRef): Promise<Form | null> {
  const found = await sql<{ definition: Form }>`
    select definition from form_version where workspace_id = ${workspace} and playbook = ${ref.playbook}
      and version = ${ref.version} and form_key = ${ref.form}`.execute(tx);
  return found.rows[0]?.definition ?? null;
}

export interface VersionRow {
  readonly version: number;
  readonly created_at: Date;
  readonly complete: number;
  readonly partial: number;
}

/** Newest first; empty when there is no such form. */
export async function listVersions(tx: Tx, workspace: string, playbook: string, form: string): Promise<VersionRow[]> {
  const found = await sql<VersionRow>`
    select f.version, f.created_at, coalesce(r.complete, 0) as complete, coalesce(r.partial, 0) as partial
    from form_version f left join (
      select version, count(completed_at) as complete, count(*) - count(completed_at) as partial
      from response where workspace_id = ${workspace} and playbook = ${playbook} and form_key = ${form} group by version
    ) r on r.version = f.version
    where f.workspace_id = ${workspace} and f.playbook = ${playbook} and f.form_key = ${form}
    order by f.version desc`.execute(tx);
  return found.rows;
}

export interface FormRow {
  readonly playbook: string;
  readonly form_key: string;
  readonly version: number;
  readonly definition: Form;
  readonly complete: number;
  readonly partial: number;
  readonly last_at: Date | null;
}

/** Each form in its newest version, with the responses to all its versions. */
export async function listForms(tx: Tx, workspace: string): Promise<FormRow[]> {
  const found = await sql<FormRow>`
    select f.playbook, f.form_key, f.version, f.definition, coalesce(r.complete, 0) as complete,
      coalesce(r.partial, 0) as partial, r.last_at
    from (
      select distinct on (playbook, form_key) playbook, form_key, version, definition from form_version
      where workspace_id = ${workspace} order by playbook, form_key, version desc
    ) f left join (
      select playbook, form_key, count(completed_at) as complete, count(*) - count(completed_at) as partial,
        max(updated_at) as last_at
      from response where workspace_id = ${workspace} group by playbook, form_key
    ) r on r.playbook = f.playbook and r.form_key = f.form_key
    order by r.last_at desc nulls last, f.playbook, f.form_key`.execute(tx);
  return found.rows;
}
