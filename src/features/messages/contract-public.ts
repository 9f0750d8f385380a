/** What comes from outside: the one-click way out (RFC 8058), and what providers tell. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

/** Bytes a provider may post at once. */
export const MOST_CALLBACK = 1_000_000;

const Token = z.object({ token: z.string() });

export const unsubscribePage = endpoint({
  name: 'unsubscribePage',
  method: 'GET',
  path: '/u/:token',
  summary: { zh: '退订页（只显示，不退订）', en: 'The page to opt out; opening it changes nothing' },
  access: 'public',
  params: Token,
  response: z.string(),
  produces: 'text/html',
});

export const unsubscribe = endpoint({
  name: 'unsubscribe',
  method: 'POST',
  path: '/u/:token',
  summary: { zh: '退订', en: 'Opt out, by one click' },
  access: 'public',
  params: Token,
  /** Mail programs post `List-Unsubscribe=One-Click` as a form; what is posted does not matter. */
  rawBody: true,
  response: z.string(),
  produces: 'text/html',
});

const callback = {
  path: '/c/:token',
  access: 'public',
  params: Token,
  response: z.string(),
  produces: 'text/plain',
} as const;

export const channelCheck = endpoint({
  ...callback,
  name: 'channelCheck',
  method: 'GET',
  summary: { zh: '渠道回调地址的验证', en: 'A provider verifies the address it will call' },
});

export const channelCallback = endpoint({
  ...callback,
  name: 'channelCallback',
  method: 'POST',
  summary: { zh: '渠道回调：回执与来信', en: 'What a provider tells: receipts and messages of customers' },
  /** The signature is over the bytes as they came. */
  rawBody: true,
});
