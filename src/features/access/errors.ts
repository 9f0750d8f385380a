import type { ErrorDeclaration } from '../../kit/errors.ts';
import { PASSWORD_LENGTH } from './contract.ts';

export const accessErrors = {
  wrong_credentials: {
    status: 401,
    words: { zh: '邮箱或密码不正确。', en: 'The e-mail or the password is wrong.' },
  },
  way_unset: {
    status: 409,
    words: {
      zh: '还没有接通，没有人可以问她是谁。请先在「设置 › 渠道」里接通。',
      en: 'It is not set up, so there is nobody to ask who she is. Set it up among the channels first.',
    },
  },
  no_workspace: {
    status: 403,
    words: {
      zh: '你的账号已停用，或还没有加入任何工作区。请联系管理员。',
      en: 'Your login is deactivated or belongs to no workspace. Ask an administrator.',
    },
  },
  bad_key: {
    status: 401,
    words: { zh: 'API 密钥无效、已作废或已过期。', en: 'The API key is unknown, revoked or expired.' },
  },
  cross_origin: {
    status: 403,
    words: {
      zh: '请求来自其他网站，已拒绝。若前面有反向代理，请设置 HUIXIANG_URL。',
      en: 'The request came from another site. Behind a proxy, set HUIXIANG_URL.',
    },
  },
  people_only: {
    status: 403,
    words: { zh: '这里只接受登录的人，不接受 API 密钥。', en: 'This is for people who signed in, not for API keys.' },
  },
  password_change_required: {
    status: 403,
    words: {
      zh: '你还在使用一次性密码。请先设置自己的密码。',
      en: 'You are still using a one-time password. Set your own first.',
    },
  },
  wrong_password: {
    status: 400,
    words: { zh: '当前密码不正确。', en: 'The current password is wrong.' },
  },
  password_unfit: {
    status: 400,
    words: {
      zh: `新密码须为 ${PASSWORD_LENGTH.least} 至 ${PASSWORD_LENGTH.most} 个字符，且不同于当前密码和邮箱。`,
      en: `The new password needs ${PASSWORD_LENGTH.least} to ${PASSWORD_LENGTH.most} characters and must differ from the current one and from the e-mail.`,
    },
  },
  member_exists: {
    status: 409,
    words: { zh: '{email} 已是这个工作区的成员。', en: '{email} is a member of this workspace already.' },
  },
  last_administrator: {
    status: 409,
    words: {
      zh: '这是最后一位管理员，不能停用或改为其他角色。请先指定另一位管理员。',
      en: 'This is the last administrator. Make someone else an administrator first.',
    },
  },
  more_than_own: {
    status: 403,
    words: {
      zh: '不能授予自己没有的权限：{permissions}。',
      en: 'Nobody can hand out what she does not hold: {permissions}.',
    },
  },
  login_shared: {
    status: 409,
    words: {
      zh: '这个账号还属于你管不到的工作区，不能在这里重置密码。',
      en: 'This login also belongs to workspaces you do not administer; its password cannot be reset here.',
    },
  },
  team_exists: {
    status: 409,
    words: { zh: '已有名为「{name}」的团队。', en: 'There is a team named {name} already.' },
  },
  unknown_permission: {
    status: 400,
    words: { zh: '没有这样的权限：{permissions}。', en: 'There is no such permission: {permissions}.' },
  },
  key_ended: {
    status: 409,
    words: {
      zh: '密钥「{name}」已作废、已过期或已更换，请新建一个。',
      en: 'The key {name} is revoked, expired or rotated already. Create a new one.',
    },
  },
  clock_is_real: {
    status: 409,
    words: {
      zh: '这个工作区走真实时间，不能拨快。练习请另建一个带虚拟时钟的工作区。',
      en: 'This workspace lives in real time. To practise, make one with a clock of its own.',
    },
  },
  clock_backwards: {
    status: 400,
    words: {
      zh: '时钟只能往前拨，最多十年。现在是 {now}。',
      en: 'The clock only goes forward, ten years at most. It is {now} now.',
    },
  },
  expiry_past: {
    status: 400,
    words: { zh: '到期时间须在将来。', en: 'The expiry must be in the future.' },
  },
} as const satisfies Record<string, ErrorDeclaration>;
