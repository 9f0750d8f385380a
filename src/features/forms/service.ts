/** Forms as they are published: immutable, found again by playbook, version and key. */
import { createHash } from 'node:crypto';
import { type CompiledForm, compileForm, type Form } from '../../engine/forms/index.ts';
import { canonicalJson } from '../../engine/json/canonical.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { audit } from '../access/index.ts';
import { errorsOfForms } from './decide.ts';
import { type FormRef, OWN } from './ref.ts';
import * as store from './store.ts';

/** Publishes the forms of a version of a playbook. The same again changes nothing; another text under the same version is refused. */
export async function saveForms(
  tx: Tx,
  ctx: Context,
  owner: { readonly playbook: string; readonly version: number },
  forms: readonly Form[],
): Promise<void> {
  if (forms.length === 0) return;
  const errors = errorsOfForms(forms, ctx.locale);
  if (errors.length > 0)
    throw new Problem('form_invalid', { path: errors[0]?.path ?? '', message: errors[0]?.message ?? '' }, errors);
  const fresh = forms.map((definition) => ({ definition, digest: digestOf(definition) }));
  const there = await store.insertForms(tx, ctx.workspace.id, owner, fresh, ctx.now);
  for (const { definition, digest } of fresh) {
    if (there.get(definition.key) !== digest)
      throw new Problem('form_published', { form: definition.key, version: owner.version });
  }
}

function digestOf(definition: Form): string {
  return createHash('sha256').update(canonicalJson(definition)).digest('base64url');
}

/** A form of the workspace itself: the same content again keeps its version. */
export async function publishForm(tx: Tx, ctx: Context, definition: Form): Promise<FormRef> {
  const [latest] = await store.listVersions(tx, ctx.workspace.id, OWN, definition.key);
  const ref = { playbook: OWN, version: latest?.version ?? 0, form: definition.key };
  if (latest && (await store.findDigest(tx, ctx.workspace.id, ref)) === digestOf(definition)) return ref;
  const next = { ...ref, version: ref.version + 1 };
  await saveForms(tx, ctx, next, [definition]);
  await audit(tx, ctx, {
    action: 'forms.published',
    entity: 'form',
    entityId: definition.key,
    detail: { version: next.version },
  });
  return next;
}

/** Compiled forms by their content, so that a cached one is never a stale one. */
const compiled = new WeakMap<Runtime, Map<string, CompiledForm>>();
const KEPT = 500;

export async function findCompiled(tx: Tx, ctx: Context, ref: FormRef): Promise<CompiledForm | null> {
  const digest = await store.findDigest(tx, ctx.workspace.id, ref);
  return digest === null ? null : compiledOf(tx, ctx, ref, digest);
}

/** The same for a caller who has read the digest already. */
export async function compiledOf(tx: Tx, ctx: Context, ref: FormRef, digest: string): Promise<CompiledForm | null> {
  const known = cacheOf(ctx.runtime);
  const there = known.get(digest);
  if (there) return there;
  const definition = await store.findDefinition(tx, ctx.workspace.id, ref);
  if (!definition) return null;
  if (known.size >= KEPT) known.clear();
  const form = compileForm(definition);
  known.set(digest, form);
  return form;
}

function cacheOf(runtime: Runtime): Map<string, CompiledForm> {
  const there = compiled.get(runtime) ?? new Map<string, CompiledForm>();
  compiled.set(runtime, there);
  return there;
}

export async function findForm(tx: Tx, ctx: Context, ref: FormRef): Promise<Form | null> {
  return (await findCompiled(tx, ctx, ref))?.form ?? null;
}

export async function requireForm(tx: Tx, ctx: Context, ref: FormRef): Promise<CompiledForm> {
  const form = await findCompiled(tx, ctx, ref);
  if (!form) throw new Problem('not_found', { what: ctx.locale === 'zh' ? `表单 ${ref.form}` : `form ${ref.form}` });
  return form;
}
