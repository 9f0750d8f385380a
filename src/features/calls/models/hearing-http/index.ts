/** Transcription by the interface of OpenAI's `/audio/transcriptions`, which servers of one's own (FunASR, whisper) offer too. */
import type { Recogniser } from '../../recogniser.ts';

const LIMIT_MS = 120_000;

export const openAiHearing: Recogniser = {
  name: 'openai',
  words: { zh: 'OpenAI 兼容的语音识别', en: 'Transcription like OpenAI’s' },
  async read({ recogniserUrl, recogniserKey, recogniserModel }, sound, locale) {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(sound)], { type: 'audio/wav' }), 'call.wav');
    form.set('model', recogniserModel);
    form.set('language', locale);
    const answer = await fetch(`${recogniserUrl.replace(/\/+$/, '')}/audio/transcriptions`, {
      method: 'POST',
      headers: recogniserKey ? { authorization: `Bearer ${recogniserKey}` } : {},
      body: form,
      signal: AbortSignal.timeout(LIMIT_MS),
      redirect: 'error',
    });
    if (!answer.ok) throw new Error(`the recogniser answers ${answer.status}`);
    const { text } = (await answer.json()) as { text?: unknown };
    if (typeof text !== 'string') throw new Error('the recogniser answers without a text');
    return text.trim();
  },
};
