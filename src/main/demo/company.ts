import type { Branch, Dentist, Skill, Team, User } from './types.ts';

export const COMPANY = { zh: '安和口腔', en: 'Anhe Dental' };

export const BRANCHES: readonly { key: Branch; zh: string; en: string; code: string; share: number }[] = [
  { key: 'xuhui', zh: '徐汇店', en: 'Xuhui', code: 'XH', share: 40 },
  { key: 'jingan', zh: '静安店', en: "Jing'an", code: 'JA', share: 27 },
  { key: 'pudong', zh: '浦东店', en: 'Pudong', code: 'PD', share: 33 },
];

export function branchOf(key: Branch): (typeof BRANCHES)[number] {
  const branch = BRANCHES.find((one) => one.key === key);
  if (branch === undefined) throw new RangeError(`no such branch: ${key}`);
  return branch;
}

export const TEAMS: readonly Team[] = [
  ...BRANCHES.map(({ key, zh, en }) => ({ key, words: { zh, en } })),
  { key: 'operations', words: { zh: '运营部', en: 'Operations' } },
];

/** Who switched everything on. */
export const MANAGER = '宋清扬';

/** Addresses end in .example (RFC 2606), so that no mail can leave for a real mailbox. */
export const USERS: readonly User[] = [
  user('tangyue', '唐越', 'administrator', 'all', 'operations'),
  user('songqingyang', MANAGER, 'manager', 'all', 'operations'),
  user('zhouyuan', '周予安', 'supervisor', 'all', 'operations'),
  user('linxiaotong', '林晓彤', 'agent', 'team', 'xuhui'),
  user('xiaziqing', '夏子晴', 'agent', 'own', 'xuhui'),
  user('jiangyiming', '蒋一鸣', 'agent', 'team', 'jingan'),
  user('tongan', '童安', 'agent', 'own', 'jingan'),
  user('lujia', '陆嘉', 'agent', 'team', 'pudong'),
  user('gumingyue', '顾明月', 'agent', 'own', 'pudong'),
  user('gaolan', '高岚', 'viewer', 'all', null),
];

function user(key: string, name: string, role: User['role'], scope: User['scope'], team: string | null): User {
  return { key, name, email: `${key}@anhe.example`, role, scope, team };
}

export const DENTISTS: readonly Dentist[] = [
  dentist('handong', '韩冬', 'xuhui', '副主任医师', ['implant', 'general']),
  dentist('peijing', '裴静', 'xuhui', '主治医师', ['ortho', 'general']),
  dentist('luyuanzhou', '陆远舟', 'xuhui', '主治医师', ['endo', 'general']),
  dentist('miaoxin', '苗欣', 'xuhui', '住院医师', ['child', 'general', 'perio']),
  dentist('fangyi', '方毅', 'xuhui', '住院医师', ['general', 'perio']),
  dentist('chuyun', '褚云', 'jingan', '副主任医师', ['ortho', 'general']),
  dentist('shenkai', '沈恺', 'jingan', '主治医师', ['implant', 'endo', 'general']),
  dentist('qiuyue', '邱悦', 'jingan', '主治医师', ['child', 'perio', 'general']),
  dentist('yaobin', '姚斌', 'pudong', '主任医师', ['implant', 'general']),
  dentist('wenjun', '温珺', 'pudong', '主治医师', ['ortho', 'general']),
  dentist('zhaoqing', '赵晴', 'pudong', '主治医师', ['child', 'general']),
  dentist('lianghong', '梁洪', 'pudong', '主治医师', ['endo', 'perio', 'general']),
];

function dentist(key: string, name: string, branch: Branch, title: string, skills: readonly Skill[]): Dentist {
  return { key, name, branch, title, skills };
}

/** The dentists of a branch who do this kind of work. */
export function dentistsFor(branch: Branch, skill: Skill): readonly Dentist[] {
  return DENTISTS.filter((one) => one.branch === branch && one.skills.includes(skill));
}

export function agentsOf(branch: Branch): readonly User[] {
  return USERS.filter((one) => one.role === 'agent' && one.team === branch);
}

/** Since the first day of the month before today's a dentist of one branch has been away: customers wait longer, as their minutes and answers tell. */
export const SHORT_OF_STAFF = { branch: 'pudong', months: 1, wait: 44 } as const;

/** As long as this the care calls of one branch have been begun later than they are due, by so many minutes of work. */
export const LATE_CALLS = { branch: 'xuhui', playbook: 'aftercare', months: 1, minutes: 200 } as const;
