/** What is played in calls: recordings of people's own, and words read aloud to hear how they sound. Browser-safe. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const base = '/api/w/:workspace/call-sounds';

/** A minute of sound on a telephone is long; two is the most that anybody listens to. */
export const SOUND_LIMITS = { bytes: 12 * 1024 * 1024, least: 0.3, most: 120 } as const;

export const RecordedSound = z.object({
  soundId: z.string(),
  name: z.string(),
  /** What is said in it, for those who read along. */
  says: z.string(),
  seconds: z.number(),
  archived: z.boolean(),
  createdAt: z.string(),
  createdBy: z.string(),
});
export type RecordedSound = z.infer<typeof RecordedSound>;

const Name = z.string().trim().min(1).max(80);
const Says = z.string().trim().max(600);
const One = z.object({ workspace: z.string(), sound: z.string().max(60) });

export const listRecordedSounds = endpoint({
  name: 'listRecordedSounds',
  method: 'GET',
  path: base,
  summary: { zh: '电话里用的录音', en: 'Recordings that are played in calls' },
  access: 'calls:read',
  params: z.object({ workspace: z.string() }),
  response: z.object({ items: z.array(RecordedSound) }),
});

export const uploadRecordedSound = endpoint({
  name: 'uploadRecordedSound',
  method: 'POST',
  path: base,
  summary: {
    zh: '上传一段录音（请求体就是 WAV 文件，16 位 PCM，0.3 到 120 秒；自动转成电话用的 8 kHz 单声道）',
    en: 'Upload a recording (the body is a WAV file, 16-bit PCM, 0.3 to 120 seconds; made into 8 kHz mono)',
  },
  access: 'playbooks:write',
  params: z.object({ workspace: z.string() }),
  query: z.object({ name: Name, says: Says.default('') }),
  rawBody: true,
  response: RecordedSound,
  errors: ['too_large', 'call_sound_unusable'],
});

export const changeRecordedSound = endpoint({
  name: 'changeRecordedSound',
  method: 'PATCH',
  path: `${base}/:sound`,
  summary: {
    zh: '改名、改文字、停用或恢复一段录音',
    en: 'Rename a recording, change its words, archive it or bring it back',
  },
  access: 'playbooks:write',
  params: One,
  body: z.strictObject({ name: Name.optional(), says: Says.optional(), archived: z.boolean().optional() }),
  response: RecordedSound,
  errors: ['not_found'],
});

export const hearRecordedSound = endpoint({
  name: 'hearRecordedSound',
  method: 'GET',
  path: `${base}/:sound/wav`,
  summary: { zh: '听一段录音', en: 'Hear a recording' },
  access: 'calls:read',
  params: One,
  response: z.string(),
  produces: 'audio/wav',
  errors: ['not_found'],
});

export const speakWords = endpoint({
  name: 'speakWords',
  method: 'POST',
  path: '/api/w/:workspace/call-speech',
  summary: { zh: '把一段话读出来听听（用设置里的语音合成）', en: 'Hear words as a call would say them' },
  access: 'playbooks:write',
  params: z.object({ workspace: z.string() }),
  body: z.strictObject({ text: z.string().trim().min(1).max(900), locale: z.enum(['zh', 'en']) }),
  response: z.string(),
  produces: 'audio/wav',
  errors: ['call_voice_failed'],
});
