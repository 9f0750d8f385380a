/** The members of the house as those who act. */
import { membersOf, permissionsOf } from '../../features/access/index.ts';
import type { Context, DataScope } from '../../kit/context.ts';

export interface Staffer {
  readonly memberId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly scope: DataScope;
  readonly permissions: ReadonlySet<string>;
}

export async function staffOf(ctx: Context): Promise<ReadonlyMap<string, Staffer>> {
  const declared = ctx.runtime.features.flatMap((feature) => (feature.permissions ?? []).map(({ name }) => name));
  const members = await ctx.tx((tx) => membersOf(tx, ctx));
  return new Map(
    members.map((member) => [
      member.id,
      {
        memberId: member.id,
        userId: member.userId,
        name: member.name,
        email: member.email,
        role: member.role,
        scope: { kind: member.dataScope, memberId: member.id, teamIds: member.teamIds },
        permissions: new Set(permissionsOf(member.role, declared)),
      },
    ]),
  );
}
