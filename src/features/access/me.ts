import { Problem } from '../../kit/errors.ts';
import type { Caller } from '../../kit/http/route.ts';
import { contextIn, type Runtime } from '../../kit/runtime.ts';
import { audit } from './audit.ts';
import type { Me } from './contract.ts';
import { permissionsOf } from './decide.ts';
import { declaredPermissions } from './gate.ts';
import { changeLogin, findLogin } from './store-identity.ts';
import { renameMemberOfUser } from './store-members.ts';
import { membershipsOf } from './workspaces.ts';

/** The person who calls; an API key is nobody. */
export function personOf(caller: Caller | null): Caller {
  if (!caller) throw new Problem('not_signed_in');
  if (caller.kind !== 'user') throw new Problem('people_only');
  return caller;
}

export async function describeMe(runtime: Runtime, userId: string): Promise<Me> {
  const login = await runtime.db.beyondWorkspaces((tx) => findLogin(tx, userId));
  if (!login) throw new Problem('not_signed_in');
  const declared = declaredPermissions(runtime);
  const { id, name, email, locale, password_temporary: passwordTemporary } = login;
  return {
    user: { id, name, email, locale, passwordTemporary },
    workspaces: (await membershipsOf(runtime, userId)).map(({ workspace, member }) => ({
      id: workspace.id,
      name: workspace.name,
      kind: workspace.kind,
      role: member.role,
      dataScope: member.data_scope,
      zone: workspace.zone,
      currency: workspace.currency,
      permissions: [...permissionsOf(member.role, declared)].sort(),
    })),
  };
}

/** Her name changes in every workspace she belongs to. */
export async function changeMe(
  runtime: Runtime,
  caller: Caller,
  change: { name?: string | undefined; locale?: 'zh' | 'en' | undefined },
): Promise<Me> {
  const { name, locale } = change;
  const now = new Date();
  await runtime.db.beyondWorkspaces((tx) =>
    changeLogin(tx, caller.id, { name: name ?? null, locale: locale ?? null, now }),
  );
  if (name !== undefined && name !== caller.name) {
    for (const { workspace } of await membershipsOf(runtime, caller.id)) {
      if (workspace.kind === 'scratch') continue;
      const ctx = contextIn(runtime, workspace, { kind: 'user', id: caller.id, name });
      await ctx.tx(async (tx) => {
        await renameMemberOfUser(tx, workspace.id, caller.id, name);
        const detail = { name: [caller.name, name] };
        await audit(tx, ctx, { action: 'user.renamed', entity: 'user', entityId: caller.id, detail });
      });
    }
  }
  return describeMe(runtime, caller.id);
}
