import { useSay } from '../../../../console/lib/i18n.ts';
import type { Words } from '../../../../engine/words.ts';

/** What the audit log says in words; an action of another room is shown by its code. */
const actionWords: Readonly<Record<string, Words>> = {
  'user.signed_in': { zh: '登录', en: 'Signed in' },
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
  'key.revoked': { zh: '作废 API 密钥', en: 'Revoked an API key' },
  'workspace.created': { zh: '新建工作区', en: 'Created the workspace' },
  'workspace.changed': { zh: '修改工作区设置', en: 'Changed the workspace settings' },
};

export const entityWords: Readonly<Record<string, Words>> = {
  user: { zh: '账号', en: 'Login' },
  member: { zh: '成员', en: 'Member' },
  team: { zh: '团队', en: 'Team' },
  key: { zh: 'API 密钥', en: 'API key' },
  workspace: { zh: '工作区', en: 'Workspace' },
  customer: { zh: '客户', en: 'Customer' },
  segment: { zh: '分群', en: 'Segment' },
  rule: { zh: '规则', en: 'Rule' },
  playbook: { zh: '回访方案', en: 'Playbook' },
};

const fieldWords: Readonly<Record<string, Words>> = {
  name: { zh: '名称', en: 'Name' },
  email: { zh: '邮箱', en: 'E-mail' },
  role: { zh: '角色', en: 'Role' },
  dataScope: { zh: '数据范围', en: 'Data scope' },
  teamIds: { zh: '团队', en: 'Teams' },
  active: { zh: '在用', en: 'Active' },
  zone: { zh: '时区', en: 'Time zone' },
  currency: { zh: '货币', en: 'Currency' },
  locale: { zh: '语言', en: 'Language' },
  kind: { zh: '类型', en: 'Kind' },
  prefix: { zh: '开头', en: 'Begins with' },
  permissions: { zh: '权限', en: 'Permissions' },
  expiresAt: { zh: '到期', en: 'Expires' },
  newLogin: { zh: '新账号', en: 'New login' },
};

export function fieldName(key: string, say: (words: Words) => string): string {
  const known = fieldWords[key];
  return known ? say(known) : key;
}

export function useActionName(): (action: string) => string {
  const say = useSay();
  return (action) => {
    const known = actionWords[action];
    return known ? say(known) : action;
  };
}

export function useEntityName(): (entity: string) => string {
  const say = useSay();
  return (entity) => {
    const known = entityWords[entity];
    return known ? say(known) : entity;
  };
}
