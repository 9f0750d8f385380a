/** espeak-ng on this machine: needs no network and no account, and sounds like it. */
import { spawn } from 'node:child_process';
import { type Speaker, SpeakerFailed } from '../../speaker.ts';

const VOICES = { zh: 'cmn', en: 'en' } as const;
const MISSING = 'espeak-ng is not installed where the worker runs: apt-get install espeak-ng, or choose another voice';
const LIMIT_MS = 20_000;

export const espeak: Speaker = {
  name: 'espeak',
  words: { zh: 'espeak-ng（本机，免费）', en: 'espeak-ng (on this machine)' },
  voiceOf: (_settings, locale) => VOICES[locale],
  speak: (_settings, { text, locale, rate }) =>
    new Promise((resolve, reject) => {
      // The words by stdin: in an argument one that begins with "-" would be an option.
      const child = spawn('espeak-ng', ['-v', VOICES[locale], '-s', String(rate), '-b', '1', '--stdout', '--stdin'], {
        stdio: ['pipe', 'pipe', 'pipe'],
        timeout: LIMIT_MS,
      });
      const sound: Buffer[] = [];
      let said = '';
      child.stdout.on('data', (data: Buffer) => sound.push(data));
      child.stderr.on('data', (data: Buffer) => {
        said = `${said}${data.toString()}`.slice(0, 300);
      });
      child.once('error', (error: NodeJS.ErrnoException) =>
        reject(new SpeakerFailed(error.code === 'ENOENT' ? MISSING : `espeak-ng: ${error.message}`)),
      );
      child.once('close', (code) => {
        if (code === 0 && sound.length > 0) resolve(Buffer.concat(sound));
        else reject(new SpeakerFailed(`espeak-ng ended with ${code}: ${said.trim()}`));
      });
      child.stdin.on('error', () => undefined);
      child.stdin.end(text);
    }),
};
