/** One signed request to Tencent Cloud. */
import type { Outcome } from '../../adapter.ts';
import { callProvider } from '../http/call.ts';
import { type Bag, bagOf, jsonOf, textOf } from '../sms/read.ts';
import { outcomeOfCode } from './codes.ts';
import type { TencentSettings } from './index.ts';
import { signTc3, TC3_TYPE } from './sign.ts';

export type TencentAnswer = { readonly said: Bag } | { readonly refused: Outcome };

export async function callTencent(
  settings: TencentSettings,
  action: string,
  body: Bag,
  signal: AbortSignal,
): Promise<TencentAnswer> {
  const url = new URL(settings.baseUrl);
  const payload = JSON.stringify(body);
  const timestamp = Math.floor(Date.now() / 1000);
  const request = { host: url.host, service: 'sms', action, payload, timestamp };
  const called = await callProvider(`${url.origin}/`, {
    method: 'POST',
    signal,
    body: payload,
    headers: {
      authorization: signTc3(request, settings),
      'content-type': TC3_TYPE,
      'x-tc-action': action,
      'x-tc-version': '2021-01-11',
      'x-tc-timestamp': String(timestamp),
      'x-tc-region': settings.region,
    },
  });
  if ('failed' in called) return { refused: called.failed };
  const { status, text } = called.answer;
  const said = bagOf(bagOf(jsonOf(text))['Response']);
  if (status >= 500 || Object.keys(said).length === 0) return { refused: { kind: 'unknown', code: `http_${status}` } };
  const error = bagOf(said['Error']);
  const code = textOf(error['Code']);
  return code === '' ? { said } : { refused: outcomeOfCode(code, textOf(error['Message']), new Date()) };
}
