import { spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readWav, secondsOf, tone, writeWav } from '../../../engine/sound/index.ts';
import { espeak } from './espeak/index.ts';
import { openAiSpeech, plainSpeech } from './speech-http/index.ts';

let server: Server;
let url = '';
const asked: { path: string; key: string | undefined; body: unknown }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (data: Buffer) => {
      body += data.toString();
    });
    request.on('end', () => {
      const given = JSON.parse(body) as { input?: string; text?: string };
      asked.push({ path: request.url ?? '', key: request.headers.authorization, body: given });
      if (given.text === '坏') response.writeHead(429).end('too many');
      else response.writeHead(200, { 'content-type': 'audio/wav' }).end(writeWav(tone(440, 0.2, 24_000)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => void server.close());

const settings = { speakerUrl: '', speakerKey: 'key', speakerModel: 'tts-1', speakerVoice: 'alloy' };

test('voices over HTTP are asked as they want to be asked, and what they refuse is said', async () => {
  const spoken = await openAiSpeech.speak(
    { ...settings, speakerUrl: `${url}/v1` },
    { text: '您好', locale: 'zh', rate: 210 },
  );
  expect(secondsOf(readWav(spoken))).toBeCloseTo(0.2, 2);
  await plainSpeech.speak({ ...settings, speakerUrl: `${url}/say` }, { text: '您好', locale: 'zh', rate: 200 });
  expect(asked).toEqual([
    {
      path: '/v1/audio/speech',
      key: 'Bearer key',
      body: { model: 'tts-1', voice: 'alloy', input: '您好', response_format: 'wav', speed: 1.05 },
    },
    { path: '/say', key: 'Bearer key', body: { text: '您好', locale: 'zh', rate: 200, voice: 'alloy' } },
  ]);
  const bad = { text: '坏', locale: 'zh', rate: 200 } as const;
  await expect(plainSpeech.speak({ ...settings, speakerUrl: url }, bad)).rejects.toThrow(
    'the voice answers 429: too many',
  );
  await expect(plainSpeech.speak(settings, bad)).rejects.toThrow('the address of the voice is not set');
});

const there = spawnSync('espeak-ng', ['--version']).error === undefined;

test('espeak-ng speaks, or says that it is not installed', async () => {
  const utterance = { text: '-您好，这里是回响。', locale: 'zh', rate: 200 } as const;
  if (there) expect(secondsOf(readWav(await espeak.speak(settings, utterance)))).toBeGreaterThan(1);
  const path = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  try {
    await expect(espeak.speak(settings, utterance)).rejects.toThrow('espeak-ng is not installed');
  } finally {
    process.env['PATH'] = path;
  }
});
