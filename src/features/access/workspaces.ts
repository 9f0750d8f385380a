/** Workspaces: found, made, set, thrown away. */
import { type Actor, COMMAND, type Context, type WorkspaceKind } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { isWorkspaceId, newId } from '../../kit/ids.ts';
import type { Tx } from '../../kit/db/database.ts';
import { contextIn, type Runtime } from '../../kit/runtime.ts';
import { slot } from '../../kit/slots/slot.ts';
import { audit } from './audit.ts';
import type { WorkspaceSettings } from './contract.ts';
import { memberIn } from './gate.ts';
import {
  allWorkspaces,
  changeWorkspace,
  findWorkspace,
  insertWorkspace,
  type KnownWorkspace,
  moveClock,
  removeScratch,
  type WorkspaceChange,
} from './store.ts';
import { insertMember, listMemberRows, type MemberRow } from './store-members.ts';

/** What a room puts into each workspace that is made, in the same transaction; a scratch copy is filled by its replay instead. */
export const workspaceCreated = slot<(tx: Tx, ctx: Context) => Promise<void>>('access.workspaceCreated');

/** The workspace of an installation with one company. */
export const MAIN = 'main';

export interface WorkspaceDraft {
  readonly name?: string;
  readonly kind?: WorkspaceKind;
  readonly zone?: string;
  readonly currency?: string;
  readonly locale?: 'zh' | 'en';
  readonly clock?: Date | null;
  readonly assumeConsent?: boolean;
  /** Of a scratch copy: the workspace whose people may enter it, in the same roles. */
  readonly copiedFrom?: string;
}

interface FirstMember {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

/**
 * The workspace of this id, made empty when there is none (a draft changes nothing of one that is there). The administrators of
 * `main` become its administrators, unless it is a scratch copy. Throws when the id has other characters than a-z, 0-9 and _.
 */
export async function ensureWorkspace(
  runtime: Runtime,
  id: string,
  draft: WorkspaceDraft = {},
): Promise<KnownWorkspace> {
  if (!isWorkspaceId(id)) throw new Problem('invalid_input', {}, [{ path: 'workspace', message: 'a-z, 0-9, _' }]);
  const found = await runtime.db.beyondWorkspaces((tx) => findWorkspace(tx, id));
  if (found) return found;
  const people = draft.kind === 'scratch' || id === MAIN ? [] : await administratorsOf(runtime, MAIN);
  await makeWorkspace(runtime, id, draft, COMMAND, people);
  const made = await runtime.db.beyondWorkspaces((tx) => findWorkspace(tx, id));
  if (!made) throw new Error(`workspace ${id} was removed while it was made`);
  return made;
}

/** A new empty workspace whose only member, its administrator, is this person. */
export async function createWorkspaceFor(
  runtime: Runtime,
  person: FirstMember,
  draft: { name: string; zone?: string | undefined; currency?: string | undefined; clock?: string | undefined },
): Promise<KnownWorkspace> {
  const id = newId('ws');
  const { name, zone, currency, clock } = draft;
  const actor: Actor = { kind: 'user', id: person.userId, name: person.name };
  const wanted: WorkspaceDraft = {
    name,
    ...(zone ? { zone } : {}),
    ...(currency ? { currency } : {}),
    ...(clock ? { clock: new Date(clock) } : {}),
  };
  await makeWorkspace(runtime, id, wanted, actor, [person]);
  return (await runtime.open(id, actor)).workspace as KnownWorkspace;
}

async function makeWorkspace(
  runtime: Runtime,
  id: string,
  draft: WorkspaceDraft,
  actor: Actor,
  people: readonly FirstMember[],
): Promise<void> {
  const now = new Date();
  const workspace: KnownWorkspace = {
    id,
    name: draft.name ?? id,
    kind: draft.kind ?? 'live',
    zone: draft.zone ?? 'Asia/Shanghai',
    currency: draft.currency ?? 'CNY',
    locale: draft.locale ?? 'zh',
    clock: draft.clock ?? null,
    assumeConsent: draft.assumeConsent ?? false,
    copiedFrom: draft.copiedFrom ?? null,
    createdAt: now,
  };
  const ctx = contextIn(runtime, workspace, actor);
  await ctx.tx(async (tx) => {
    if (!(await insertWorkspace(tx, workspace))) return;
    for (const { userId, name, email } of people) {
      const person = { memberId: newId('mem'), userId, name, email, now };
      await insertMember(tx, id, { ...person, role: 'administrator', dataScope: 'all' });
    }
    const { name, kind, zone, currency } = workspace;
    await audit(tx, ctx, {
      action: 'workspace.created',
      entity: 'workspace',
      entityId: id,
      detail: { name, kind, zone, currency },
    });
    if (kind !== 'scratch') for (const fill of runtime.slot(workspaceCreated)) await fill(tx, ctx);
  });
}

async function administratorsOf(runtime: Runtime, id: string): Promise<FirstMember[]> {
  const rows = await runtime.db.inWorkspace(id, (tx) => listMemberRows(tx, id));
  return rows
    .filter((row) => row.active && row.role === 'administrator')
    .map((row) => ({ userId: row.user_id, name: row.name, email: row.email }));
}

/** The workspaces a person may enter, with her row there. One small transaction per workspace: an installation has a handful. */
export async function membershipsOf(
  runtime: Runtime,
  userId: string,
): Promise<{ workspace: KnownWorkspace; member: MemberRow }[]> {
  const found: { workspace: KnownWorkspace; member: MemberRow }[] = [];
  for (const workspace of await runtime.db.beyondWorkspaces(allWorkspaces)) {
    const member = await memberIn(runtime, workspace, userId);
    if (member) found.push({ workspace, member });
  }
  return found;
}

/** Sets the virtual clock; null is real time. */
export async function setClock(runtime: Runtime, id: string, clock: Date | null): Promise<void> {
  await runtime.db.beyondWorkspaces((tx) => moveClock(tx, id, clock));
}

/** Throws a scratch workspace away with everything in it. False when there is none of this id; a live one is never touched. */
export async function deleteScratchWorkspace(runtime: Runtime, id: string): Promise<boolean> {
  const tables = runtime.features.flatMap((feature) => (feature.tables ?? []).map((table) => table.name));
  return removeScratch(runtime.db, id, tables);
}

export function settingsOf(workspace: KnownWorkspace): WorkspaceSettings {
  const { id, name, kind, zone, currency, locale, clock, createdAt } = workspace;
  return {
    id,
    name,
    kind,
    zone,
    currency,
    locale,
    clock: clock?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

export async function changeSettings(ctx: Context, change: WorkspaceChange): Promise<WorkspaceSettings> {
  const { id } = ctx.workspace;
  return ctx.tx(async (tx) => {
    const before = await findWorkspace(tx, id);
    await changeWorkspace(tx, id, change);
    const after = await findWorkspace(tx, id);
    if (!before || !after) throw new Problem('not_found', { what: id });
    const changed = (['name', 'zone', 'currency', 'locale'] as const).filter((key) => before[key] !== after[key]);
    if (changed.length > 0) {
      const detail = Object.fromEntries(changed.map((key) => [key, [before[key], after[key]]]));
      await audit(tx, ctx, { action: 'workspace.changed', entity: 'workspace', entityId: id, detail });
    }
    return settingsOf(after);
  });
}
