/** Ways to sign in beside the password. Browser-safe. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
const Which = z.object({ workspace: z.string().max(40), way: z.string().max(40) });

export const listSignInWays = endpoint({
  name: 'listSignInWays',
  method: 'GET',
  path: '/api/auth/ways',
  summary: { zh: '还可以怎样登录', en: 'Ways to sign in beside the password' },
  access: 'public',
  response: z.object({
    items: z.array(
      z.object({
        workspace: z.string(),
        way: z.string(),
        words: Words,
        /** The company, where there are several. */
        company: z.string().nullable(),
      }),
    ),
  }),
});

export const beginSignInWay = endpoint({
  name: 'beginSignInWay',
  method: 'GET',
  path: '/api/auth/ways/:workspace/:way',
  summary: { zh: '用这种方式登录，或绑定到自己的账号', en: 'Sign in this way, or tie it to one’s own login' },
  access: 'public',
  params: Which,
  query: z.object({
    /** `link`: the person is signed in and ties it to her login. */
    intent: z.enum(['signIn', 'link']).default('signIn'),
    /** Where she goes afterwards; an address of ours. */
    return: z.string().max(500).optional(),
  }),
  response: z.string(),
  produces: 'text/plain',
});

export const endSignInWay = endpoint({
  name: 'endSignInWay',
  method: 'GET',
  path: '/api/auth/ways/:workspace/:way/back',
  summary: { zh: '回来：登录或绑定完成', en: 'Comes back: signed in, or tied' },
  access: 'public',
  params: Which,
  query: z.object({ code: z.string().max(600).optional(), state: z.string().max(200).optional() }),
  response: z.string(),
  produces: 'text/plain',
});

export const WayState = z.object({
  way: z.string(),
  words: Words,
  /** `off`: nobody allowed it. `changed`: whom it asks has changed since. `unset`: nobody to ask is set up. */
  state: z.enum(['on', 'off', 'changed', 'unset']),
  enabledBy: z.string().nullable(),
  enabledAt: z.string().nullable(),
  /** When the caller tied it to her login; null: she did not. */
  mine: z.string().nullable(),
  /** How many members did. */
  linked: z.number().int(),
});
export type WayState = z.infer<typeof WayState>;

const Items = z.object({ items: z.array(WayState) });

export const getWays = endpoint({
  name: 'getWays',
  method: 'GET',
  path: '/api/w/:workspace/sign-in-ways',
  summary: { zh: '登录方式', en: 'Ways to sign in to this workspace' },
  access: 'signedIn',
  response: Items,
});

export const setWay = endpoint({
  name: 'setWay',
  method: 'PUT',
  path: '/api/w/:workspace/sign-in-ways/:way',
  summary: { zh: '允许或停用一种登录方式', en: 'Allow a way to sign in, or end it' },
  access: 'access:write',
  params: z.object({ way: z.string().max(40) }),
  body: z.strictObject({ on: z.boolean() }),
  response: Items,
  errors: ['not_found', 'way_unset'],
});

export const unlinkWay = endpoint({
  name: 'unlinkWay',
  method: 'DELETE',
  path: '/api/w/:workspace/sign-in-ways/:way/mine',
  summary: { zh: '解除自己的绑定', en: 'Untie it from one’s own login' },
  access: 'signedIn',
  params: z.object({ way: z.string().max(40) }),
  response: Items,
  errors: ['not_found', 'people_only'],
});
