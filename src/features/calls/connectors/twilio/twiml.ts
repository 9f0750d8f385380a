/** TwiML: what Twilio is to do next, as the answer to its question. Pure; the words for it are Twilio's (twilio.com/docs/voice/twiml). */
import type { Todo } from '../../by-callback.ts';

export interface Places {
  /** Asked when this answer has been carried out. */
  readonly next: string;
  /** The same, when nothing was pressed or said. */
  readonly quiet: string;
  /** Told when the other one takes the call. */
  readonly joined: string;
  /** Told when a message that was left can be fetched. */
  readonly recording: string;
}

export function twimlOf(
  todo: Todo,
  places: Places,
  { from, agent }: { readonly from: string; readonly agent: string },
): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs(todo, places, from, agent)}</Response>`;
}

function verbs(todo: Todo, { next, quiet, joined, recording }: Places, from: string, agent: string): string {
  const onward = tag('Redirect', { method: 'POST' }, escape(quiet));
  switch (todo.kind) {
    case 'say': {
      const said = plays(todo.media);
      if (!todo.keys) return said + onward;
      const { most, end, waitMs, bargeIn } = todo.keys;
      const attributes = {
        input: 'dtmf',
        action: next,
        method: 'POST',
        numDigits: most,
        finishOnKey: end,
        timeout: seconds(waitMs),
        bargeIn: String(bargeIn),
      };
      return tag('Gather', attributes, said) + onward;
    }
    case 'record':
      return (
        plays(todo.media) +
        tag('Record', {
          action: next,
          method: 'POST',
          maxLength: seconds(todo.mostMs),
          timeout: seconds(todo.silenceMs),
          finishOnKey: '#*',
          // The tone is played as a prompt, the same one on every engine.
          playBeep: 'false',
          trim: 'do-not-trim',
          recordingStatusCallback: recording,
          recordingStatusCallbackEvent: 'completed',
        }) +
        // Where nothing at all was said it goes on here, and the action is not asked.
        onward
      );
    case 'ring': {
      const number = todo.to.kind === 'agent' ? agent.replaceAll('{number}', todo.to.number) : todo.to.number;
      const told = { statusCallback: joined, statusCallbackEvent: 'answered', statusCallbackMethod: 'POST' };
      const whom = tag(number.startsWith('sip:') ? 'Sip' : 'Number', told, escape(number));
      return tag('Dial', { action: next, method: 'POST', timeout: seconds(todo.ringMs), callerId: from }, whom);
    }
    case 'hangUp':
      return tag('Hangup', {});
    case 'wait':
      return tag('Pause', { length: 1 }) + tag('Redirect', { method: 'POST' }, escape(`${next}&again=1`));
  }
}

const plays = (media: readonly string[]): string => media.map((url) => tag('Play', {}, escape(url))).join('');

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

function tag(name: string, attributes: Readonly<Record<string, string | number>>, inside = ''): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(String(value))}"`);
  return inside === '' ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${inside}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
