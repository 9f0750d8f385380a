import { addTeam, invite, membersOf, teamsOf } from '../../features/access/index.ts';
import type { Context } from '../../kit/context.ts';
import { TEAMS, USERS } from './company.ts';
import type { House } from './rows.ts';

/** Teams and members, those that are missing. Nobody gets to know their passwords: an administrator gives a new one to whom she likes. */
export async function settleHouse(ctx: Context): Promise<House> {
  const known = await ctx.tx(async (tx) => ({ teams: await teamsOf(tx, ctx), members: await membersOf(tx, ctx) }));
  const teams = new Map<string, string>();
  for (const { key, words } of TEAMS) {
    const there = known.teams.find((team) => team.name === words.zh);
    teams.set(key, (there ?? (await addTeam(ctx, words.zh))).id);
  }
  const members = new Map<string, string>();
  for (const { key, name, email, role, scope, team } of USERS) {
    const there = known.members.find((member) => member.email === email);
    // a supervisor answers for every branch, so she is a member of all teams
    const teamIds = role === 'supervisor' ? [...teams.values()] : team === null ? [] : [teams.get(team) ?? ''];
    members.set(key, (there ?? (await invite(ctx, { name, email, role, dataScope: scope, teamIds })).member).id);
  }
  return { members, teams };
}
