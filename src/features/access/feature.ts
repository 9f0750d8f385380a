import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { gatekeeper } from '../../kit/http/route.ts';
import { workspaceDirectory } from '../../kit/runtime.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from './audit.ts';
import { liveJob } from './clock.ts';
import { roleWords, scopeWords } from './contract.ts';
import { accessErrors } from './errors.ts';
import { memberLeft } from './events.ts';
import { accessGate } from './gate.ts';
import * as initial from './migrations/0001-access.ts';
import * as deeper from './migrations/0002-deeper.ts';
import * as pace from './migrations/0003-pace.ts';
import * as ways from './migrations/0004-ways.ts';
import { accessRoutes } from './routes.ts';
import { allWorkspaces, findWorkspace } from './store.ts';

export const accessFeature: Feature = {
  name: 'access',
  words: { zh: '成员与权限', en: 'Access' },
  migrations: migrationsOf('access', {
    '0001-access': initial,
    '0002-deeper': deeper,
    '0003-pace': pace,
    '0004-ways': ways,
  }),
  tables: [
    { name: 'team', replay: 'copy' },
    { name: 'member', replay: 'copy' },
    { name: 'team_member', replay: 'copy' },
    { name: 'audit_entry', replay: 'empty' },
    // Nobody signs in to a copy.
    { name: 'sign_in_way', replay: 'empty' },
    { name: 'login_way', replay: 'empty' },
  ],
  routes: accessRoutes,
  jobs: [liveJob],
  events: [memberLeft],
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
    fillSlot(auditWords, {
      actions: {
        'user.signed_in': { zh: '登录', en: 'Signed in' },
        'user.way_linked': { zh: '绑定登录方式', en: 'Tied a way to sign in' },
        'user.way_unlinked': { zh: '解除登录方式的绑定', en: 'Untied a way to sign in' },
        'workspace.way_allowed': { zh: '允许一种登录方式', en: 'Allowed a way to sign in' },
        'workspace.way_ended': { zh: '停用一种登录方式', en: 'Ended a way to sign in' },
        'user.password_changed': { zh: '更换了密码', en: 'Changed the password' },
        'user.renamed': { zh: '改了姓名', en: 'Changed the name' },
        'member.invited': { zh: '添加成员', en: 'Added a member' },
        'member.changed': { zh: '修改成员', en: 'Changed a member' },
        'member.deactivated': { zh: '停用成员', en: 'Deactivated a member' },
        'member.restored': { zh: '恢复成员', en: 'Restored a member' },
        'member.password_reset': { zh: '生成一次性密码', en: 'Made a one-time password' },
        'team.created': { zh: '新建团队', en: 'Created a team' },
        'team.renamed': { zh: '团队改名', en: 'Renamed a team' },
        'team.deleted': { zh: '删除团队', en: 'Deleted a team' },
        'key.created': { zh: '新建 API 密钥', en: 'Created an API key' },
        'key.rotated': { zh: '更换 API 密钥', en: 'Rotated an API key' },
        'key.revoked': { zh: '作废 API 密钥', en: 'Revoked an API key' },
        'workspace.created': { zh: '新建工作区', en: 'Created the workspace' },
        'demo.requested': { zh: '载入演示公司', en: 'Asked for the demo company' },
        'clock.advanced': { zh: '拨快虚拟时钟', en: 'Let the practice workspace live on' },
        'workspace.changed': { zh: '修改工作区设置', en: 'Changed the workspace settings' },
      },
      things: {
        user: { zh: '账号', en: 'Login' },
        member: { zh: '成员', en: 'Member' },
        team: { zh: '团队', en: 'Team' },
        key: { zh: 'API 密钥', en: 'API key' },
        workspace: { zh: '工作区', en: 'Workspace' },
      },
    }),
  ],
  catalog: () => ({ roles: roleWords, scopes: scopeWords }),
};
