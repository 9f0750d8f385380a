/** Voices over HTTP: the interface of OpenAI's `/audio/speech`, which others offer too, and a plain one of our own. Both answer with a WAV. */
import { type Speaker, SpeakerFailed, type SpeakerSettings, type Utterance } from '../../speaker.ts';

const LIMIT_MS = 30_000;
const MOST_BYTES = 20_000_000;
/** Words a minute that such voices call a speed of 1. */
const USUAL = 200;

async function post(url: string, key: string | undefined, body: unknown): Promise<Uint8Array> {
  if (url === '') throw new SpeakerFailed('the address of the voice is not set');
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(LIMIT_MS),
    redirect: 'error',
  }).catch((error: unknown) => {
    throw new SpeakerFailed(`the voice does not answer: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (!answer.ok) throw new SpeakerFailed(`the voice answers ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes.length > MOST_BYTES) throw new SpeakerFailed('the voice answers with more sound than a call may play');
  return bytes;
}

const voiceOf = ({ speakerUrl, speakerModel, speakerVoice }: SpeakerSettings): string =>
  [speakerUrl, speakerModel, speakerVoice].join(' ');

export const openAiSpeech: Speaker = {
  name: 'openai',
  words: { zh: 'OpenAI 兼容的语音合成', en: 'Speech like OpenAI’s' },
  voiceOf,
  speak: ({ speakerUrl, speakerKey, speakerModel, speakerVoice }, { text, rate }: Utterance) =>
    post(speakerUrl === '' ? '' : `${speakerUrl.replace(/\/+$/, '')}/audio/speech`, speakerKey, {
      model: speakerModel,
      voice: speakerVoice,
      input: text,
      response_format: 'wav',
      speed: rate / USUAL,
    }),
};

export const plainSpeech: Speaker = {
  name: 'http',
  words: { zh: '自建语音合成（HTTP）', en: 'A voice of your own (HTTP)' },
  voiceOf,
  speak: ({ speakerUrl, speakerKey, speakerVoice }, { text, locale, rate }: Utterance) =>
    post(speakerUrl, speakerKey, { text, locale, rate, voice: speakerVoice }),
};
