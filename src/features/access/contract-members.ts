import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { PersonName } from './contract-identity.ts';
import { Role, Scope } from './contract-roles.ts';

export const Member = z.object({
  id: z.string(),
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  dataScope: Scope,
  active: z.boolean(),
  teamIds: z.array(z.string()),
  /** Still on the password an administrator made. */
  passwordTemporary: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type Member = z.infer<typeof Member>;

const MEMBERS = '/api/w/:workspace/members';
const member = z.object({ member: z.string().max(60) });
const teamIds = z.array(z.string().max(60)).max(100);

export const listMembers = endpoint({
  name: 'listMembers',
  method: 'GET',
  path: MEMBERS,
  summary: { zh: '成员', en: 'Members' },
  access: 'access:read',
  response: z.object({ items: z.array(Member) }),
});

/** A password made by us, answered exactly once; she must replace it when she first signs in. */
const OneTimePassword = z.string().nullable();

export const inviteMember = endpoint({
  name: 'inviteMember',
  method: 'POST',
  path: MEMBERS,
  summary: {
    zh: '添加成员；新账号的一次性密码只在这里返回一次',
    en: 'Add a member; a new login’s one-time password is answered here once',
  },
  access: 'access:write',
  body: z.object({
    name: PersonName,
    email: z.email().max(254),
    role: Role,
    dataScope: Scope.optional(),
    teamIds: teamIds.optional(),
  }),
  /** `password` is null when she already had a login (of another workspace): she keeps her own. */
  response: z.object({ member: Member, password: OneTimePassword }),
  errors: ['member_exists', 'more_than_own'],
});

export const updateMember = endpoint({
  name: 'updateMember',
  method: 'PATCH',
  path: `${MEMBERS}/:member`,
  summary: { zh: '修改成员的角色、范围、团队，停用或恢复', en: 'Change role, scope, teams; deactivate or restore' },
  access: 'access:write',
  params: member,
  body: z.object({
    name: PersonName.optional(),
    role: Role.optional(),
    dataScope: Scope.optional(),
    teamIds: teamIds.optional(),
    active: z.boolean().optional(),
  }),
  response: Member,
  errors: ['last_administrator', 'more_than_own'],
});

export const resetPassword = endpoint({
  name: 'resetPassword',
  method: 'POST',
  path: `${MEMBERS}/:member/password`,
  summary: {
    zh: '为成员生成一次性密码，她的登录随即失效',
    en: 'Make a one-time password for a member and end her sessions',
  },
  access: 'access:write',
  params: member,
  response: z.object({ password: z.string() }),
  errors: ['login_shared', 'more_than_own'],
});

export const Team = z.object({ id: z.string(), name: z.string(), members: z.number().int() });
export type Team = z.infer<typeof Team>;

const TEAMS = '/api/w/:workspace/teams';
const team = z.object({ team: z.string().max(60) });

export const listTeams = endpoint({
  name: 'listTeams',
  method: 'GET',
  path: TEAMS,
  summary: { zh: '团队', en: 'Teams' },
  access: 'access:read',
  response: z.object({ items: z.array(Team) }),
});

export const createTeam = endpoint({
  name: 'createTeam',
  method: 'POST',
  path: TEAMS,
  summary: { zh: '新建团队', en: 'Create a team' },
  access: 'access:write',
  body: z.object({ name: PersonName }),
  response: Team,
  errors: ['team_exists'],
});

export const renameTeam = endpoint({
  name: 'renameTeam',
  method: 'PATCH',
  path: `${TEAMS}/:team`,
  summary: { zh: '团队改名', en: 'Rename a team' },
  access: 'access:write',
  params: team,
  body: z.object({ name: PersonName }),
  response: Team,
  errors: ['team_exists'],
});

export const deleteTeam = endpoint({
  name: 'deleteTeam',
  method: 'DELETE',
  path: `${TEAMS}/:team`,
  summary: { zh: '删除团队（成员保留）', en: 'Delete a team; its members stay' },
  access: 'access:write',
  params: team,
  response: z.object({ deleted: z.literal(true) }),
});
