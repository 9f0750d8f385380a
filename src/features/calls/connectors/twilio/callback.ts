/** What Twilio posts about a call: forms, signed. Pure. */
import { CallbackRefused, isFromTwilio, type RawCallback } from '../../../messages/index.ts';
import type { Heard, Told } from '../../by-callback.ts';
import { causeOfStatus, isOver } from './causes.ts';

export function readTwilioCall(token: string, { url, headers, body }: RawCallback): Told {
  if (!isFromTwilio(token, url, body, headers['x-twilio-signature'] ?? '')) throw new CallbackRefused('signature');
  const form = new URLSearchParams(body.toString('utf8'));
  const query = new URL(url).searchParams;
  const providerId = sidOf('CA', form.get('CallSid'));
  const at = query.get('at');
  if (at !== null)
    return { what: 'asks', providerId, at: Number(at) || 0, again: query.has('again'), heard: heardOf(form, query) };
  // Of the other one's leg Twilio tells in its own name, not in that of the call.
  if (query.has('joined')) return { what: statusOf(form) === 'in-progress' ? 'joined' : 'nothing', providerId: null };
  if (query.has('recording')) {
    const recordingId = sidOf('RE', form.get('RecordingSid'));
    const done = form.get('RecordingStatus') === 'completed' && recordingId !== null;
    return done ? { what: 'recording', providerId, recordingId } : { what: 'nothing', providerId };
  }
  const status = statusOf(form);
  if (status === 'ringing') return { what: 'ringing', providerId };
  if (!isOver(status)) return { what: 'nothing', providerId };
  const sip = sipOf(form);
  return {
    what: 'ended',
    providerId,
    cause: causeOfStatus(status, sip),
    code: sip === null ? status : `${status}/${sip}`,
  };
}

const statusOf = (form: URLSearchParams): string => form.get('CallStatus') ?? '';

function sipOf(form: URLSearchParams): number | null {
  const code = Number(form.get('SipResponseCode') ?? '');
  return Number.isInteger(code) && code >= 100 && code < 700 ? code : null;
}

/** Ids go into addresses of requests that carry our secret: only what looks like one. */
export function sidOf(prefix: 'CA' | 'RE', value: unknown): string | null {
  return typeof value === 'string' && new RegExp(`^${prefix}[0-9a-f]{32}$`, 'i').test(value) ? value : null;
}

function heardOf(form: URLSearchParams, query: URLSearchParams): Heard {
  if (query.has('quiet')) return { kind: 'quiet' };
  const keys = (form.get('Digits') ?? '').replace(/[^0-9*#]/g, '');
  const rung = form.get('DialCallStatus');
  if (rung !== null) {
    const ok = rung === 'completed' || rung === 'answered';
    return { kind: 'rung', ok, cause: ok ? 'completed' : causeOfStatus(rung, null) };
  }
  const ms = form.get('RecordingDuration');
  if (ms !== null)
    return {
      kind: 'recorded',
      ms: (Number(ms) || 0) * 1000,
      // `hangup` is no key; she is gone, and its own callback says so.
      keys: form.get('Digits') === 'hangup' ? '' : keys,
      recordingId: sidOf('RE', form.get('RecordingSid')),
    };
  if (form.has('Digits')) return { kind: 'keys', keys };
  return { kind: 'answered' };
}
