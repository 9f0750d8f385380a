import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { gatekeeper } from '../../kit/http/route.ts';
import { workspaceDirectory } from '../../kit/runtime.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { roleWords, scopeWords } from './contract.ts';
import { accessErrors } from './errors.ts';
import { accessGate } from './gate.ts';
import * as initial from './migrations/0001-access.ts';
import { accessRoutes } from './routes.ts';
import { allWorkspaces, findWorkspace } from './store.ts';

export const accessFeature: Feature = {
  name: 'access',
  words: { zh: '成员与权限', en: 'Access' },
  migrations: migrationsOf('access', { '0001-access': initial }),
  tables: [
    { name: 'team', replay: 'copy' },
    { name: 'member', replay: 'copy' },
    { name: 'team_member', replay: 'copy' },
    { name: 'audit_entry', replay: 'empty' },
  ],
  routes: accessRoutes,
  errors: accessErrors,
  permissions: [
    { name: 'access:read', words: { zh: '查看成员与团队', en: 'See members and teams' } },
    { name: 'access:write', words: { zh: '管理成员、团队与工作区设置', en: 'Manage members, teams, settings' } },
    { name: 'access:keys', words: { zh: '管理 API 密钥', en: 'Manage API keys' } },
    { name: 'access:audit', words: { zh: '查看审计日志', en: 'Read the audit log' } },
  ],
  fillings: [
    fillSlot(workspaceDirectory, { find: findWorkspace, list: allWorkspaces }),
    fillSlot(gatekeeper, accessGate),
  ],
  catalog: () => ({ roles: roleWords, scopes: scopeWords }),
};
