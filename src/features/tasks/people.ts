/** Who works here, as assignment needs it. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { membersOf, teamsOf } from '../access/index.ts';
import type { Person, TeamRef } from './decide-assign.ts';

export interface Staff {
  readonly people: readonly Person[];
  readonly teams: readonly TeamRef[];
}

export async function loadStaff(tx: Tx, ctx: Context): Promise<Staff> {
  const people = (await membersOf(tx, ctx)).map(({ id, name, email, role, active, teamIds }) => ({
    memberId: id,
    name,
    email,
    role,
    active,
    teamIds,
  }));
  return { people, teams: await teamsOf(tx, ctx) };
}

/** The active person of this id, or the problem that there is none. */
export function requirePerson({ people }: Staff, memberId: string): Person {
  const person = people.find((each) => each.memberId === memberId && each.active);
  if (!person) throw new Problem('not_found', { what: 'member' });
  return person;
}

export function requireTeam({ teams }: Staff, teamId: string): TeamRef {
  const team = teams.find((each) => each.id === teamId);
  if (!team) throw new Problem('not_found', { what: 'team' });
  return team;
}
