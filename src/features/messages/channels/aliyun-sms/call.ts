/** One signed request to Aliyun. */
import { randomUUID } from 'node:crypto';
import type { Outcome } from '../../adapter.ts';
import { callProvider } from '../http/call.ts';
import { type Bag, bagOf, jsonOf, textOf } from '../sms/read.ts';
import { outcomeOfCode } from './codes.ts';
import type { AliyunSettings } from './index.ts';
import { queryOf, signAcs } from './sign.ts';

/** `refused`: it was not done, or nobody knows. */
export type AcsAnswer = { readonly said: Bag } | { readonly refused: Outcome };

export async function callAliyun(
  settings: AliyunSettings,
  action: string,
  params: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<AcsAnswer> {
  const url = new URL(settings.baseUrl);
  const query = Object.fromEntries(
    Object.entries(params).filter((each): each is [string, string] => each[1] !== undefined),
  );
  const date = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const request = {
    method: 'POST',
    host: url.host,
    action,
    version: '2017-05-25',
    query,
    date,
    nonce: randomUUID(),
  } as const;
  const { host: _host, ...headers } = signAcs(request, settings);
  const called = await callProvider(`${url.origin}/?${queryOf(query)}`, { method: 'POST', headers, signal });
  if ('failed' in called) return { refused: called.failed };
  const { status, text } = called.answer;
  const said = bagOf(jsonOf(text));
  const code = textOf(said['Code']);
  return code === 'OK' ? { said } : { refused: outcomeOfCode(code, textOf(said['Message']), status) };
}
