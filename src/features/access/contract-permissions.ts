import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { Role, Scope } from './contract-roles.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

export const RoleTable = z.object({
  roles: z.array(z.object({ role: Role, dataScope: Scope, permissions: z.array(z.string()) })),
  /** In river order, as the features declare them. */
  permissions: z.array(z.object({ name: z.string(), words: Words, feature: z.string(), featureWords: Words })),
});
export type RoleTable = z.infer<typeof RoleTable>;

export const listRoles = endpoint({
  name: 'listRoles',
  method: 'GET',
  path: '/api/w/:workspace/roles',
  summary: { zh: '角色与权限对照', en: 'Roles and what they may do' },
  access: 'access:read',
  response: RoleTable,
});
