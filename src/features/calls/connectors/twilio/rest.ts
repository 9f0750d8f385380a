/** Twilio's REST interface for calls: plain HTTP with the account's own password. */
import { bagOf, callProvider, jsonOf } from '../../../messages/index.ts';
import type { TwilioVoiceSettings } from './settings.ts';

const LIMIT_MS = 10_000;
const MOST_SOUND = 60_000_000;

export interface Replied {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** null: no answer came, and nobody knows whether it was heard. */
export async function askTwilio(
  settings: TwilioVoiceSettings,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  form?: URLSearchParams,
): Promise<Replied | { readonly failed: string; readonly sent: boolean }> {
  const called = await callProvider(addressOf(settings, path), {
    method,
    headers: authorised(settings),
    signal: AbortSignal.timeout(LIMIT_MS),
    ...(form ? { body: form } : {}),
  });
  if ('failed' in called) {
    const { failed } = called;
    const note = 'note' in failed && failed.note ? failed.note : 'no answer';
    return { failed: note, sent: failed.kind === 'unknown' };
  }
  const { status, text } = called.answer;
  return { status, body: bagOf(jsonOf(text)) };
}

export async function fetchSound(settings: TwilioVoiceSettings, recordingId: string): Promise<Buffer | null> {
  const answer = await fetch(addressOf(settings, `Recordings/${recordingId}.wav`), {
    headers: authorised(settings),
    signal: AbortSignal.timeout(6 * LIMIT_MS),
  });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`the recording cannot be fetched: ${answer.status}`);
  if (Number(answer.headers.get('content-length') ?? 0) > MOST_SOUND) throw new Error('the recording is too large');
  return Buffer.from(await answer.arrayBuffer());
}

const addressOf = ({ baseUrl, accountSid }: TwilioVoiceSettings, path: string): string =>
  `${new URL(baseUrl).origin}/2010-04-01/Accounts/${accountSid}${path === '' ? '.json' : `/${path}`}`;

const authorised = ({ accountSid, authToken }: TwilioVoiceSettings): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
});
