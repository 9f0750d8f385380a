import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { Role, Scope } from './contract-roles.ts';

const Locale = z.enum(['zh', 'en']);

/** Names are shown, never interpreted; control and direction-changing characters are refused. */
export const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u);

/** Characters. */
export const PASSWORD_LENGTH = { least: 8, most: 128 } as const;

export const SignedIn = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    /** The password was made by an administrator: nothing but setting one's own is possible. */
    passwordTemporary: z.boolean(),
  }),
});

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/api/auth/sign-in/email',
  summary: { zh: '用邮箱和密码登录', en: 'Sign in with e-mail and password' },
  access: 'public',
  body: z.object({
    email: z.string().min(1).max(320),
    password: z.string().min(1).max(PASSWORD_LENGTH.most),
    /** false: the session ends with the browser. */
    rememberMe: z.boolean().optional(),
  }),
  response: SignedIn,
  errors: ['wrong_credentials', 'no_workspace', 'cross_origin', 'too_many_requests'],
});

export const signOut = endpoint({
  name: 'signOut',
  method: 'POST',
  path: '/api/auth/sign-out',
  summary: { zh: '退出登录', en: 'Sign out' },
  access: 'public',
  response: z.object({ success: z.boolean() }),
  errors: ['cross_origin'],
});

export const Me = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    locale: Locale.nullable(),
    passwordTemporary: z.boolean(),
  }),
  workspaces: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['live', 'demo', 'scratch']),
      role: Role,
      dataScope: Scope,
      zone: z.string(),
      currency: z.string(),
      permissions: z.array(z.string()),
    }),
  ),
});
export type Me = z.infer<typeof Me>;

export const getMe = endpoint({
  name: 'getMe',
  method: 'GET',
  path: '/api/me',
  summary: { zh: '当前登录的人和她的工作区', en: 'Who is signed in, and her workspaces' },
  access: 'signedIn',
  response: Me,
  errors: ['people_only'],
});

export const updateMe = endpoint({
  name: 'updateMe',
  method: 'PATCH',
  path: '/api/me',
  summary: { zh: '修改自己的姓名和语言', en: 'Change one’s name and language' },
  access: 'signedIn',
  body: z.object({ name: PersonName.optional(), locale: Locale.optional() }),
  response: Me,
  errors: ['people_only'],
});

export const changePassword = endpoint({
  name: 'changePassword',
  method: 'POST',
  path: '/api/me/password',
  summary: {
    zh: '修改自己的密码；其他设备上的登录随即失效',
    en: 'Change one’s password; every other session ends at once',
  },
  access: 'signedIn',
  body: z.object({
    currentPassword: z.string().min(1).max(PASSWORD_LENGTH.most),
    newPassword: z.string().max(PASSWORD_LENGTH.most),
  }),
  response: z.object({ changed: z.literal(true) }),
  errors: ['people_only', 'wrong_password', 'password_unfit', 'too_many_requests'],
});
