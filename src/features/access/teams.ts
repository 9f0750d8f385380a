import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { audit } from './audit.ts';
import type { Team } from './contract.ts';
import { deleteTeamRow, findTeam, insertTeam, listTeamRows, renameTeamRow, type TeamRow } from './store-members.ts';

function toTeam(row: TeamRow): Team {
  return { id: row.team_id, name: row.name, members: row.members };
}

async function teamOf(tx: Tx, ctx: Context, teamId: string): Promise<Team> {
  const row = await findTeam(tx, ctx.workspace.id, teamId);
  if (!row) throw new Problem('not_found', { what: 'team' });
  return toTeam(row);
}

export async function teamsOf(tx: Tx, ctx: Context): Promise<Team[]> {
  return (await listTeamRows(tx, ctx.workspace.id)).map(toTeam);
}

export async function addTeam(ctx: Context, name: string): Promise<Team> {
  return ctx.tx(async (tx) => {
    const id = newId('team');
    if (!(await insertTeam(tx, ctx.workspace.id, { id, name, now: new Date() }))) {
      throw new Problem('team_exists', { name });
    }
    await audit(tx, ctx, { action: 'team.created', entity: 'team', entityId: id, detail: { name } });
    return { id, name, members: 0 };
  });
}

export async function renameTeamOf(ctx: Context, teamId: string, name: string): Promise<Team> {
  return ctx.tx(async (tx) => {
    const before = await teamOf(tx, ctx, teamId);
    if (before.name === name) return before;
    if (!(await renameTeamRow(tx, ctx.workspace.id, teamId, name))) throw new Problem('team_exists', { name });
    const detail = { name: [before.name, name] };
    await audit(tx, ctx, { action: 'team.renamed', entity: 'team', entityId: teamId, detail });
    return { ...before, name };
  });
}

export async function removeTeam(ctx: Context, teamId: string): Promise<void> {
  await ctx.tx(async (tx) => {
    const { name } = await teamOf(tx, ctx, teamId);
    await deleteTeamRow(tx, ctx.workspace.id, teamId);
    await audit(tx, ctx, { action: 'team.deleted', entity: 'team', entityId: teamId, detail: { name } });
  });
}
