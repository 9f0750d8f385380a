/** What every call says, whatever its flow. */
import type { Words } from '../words.ts';
import type { CallFlow, Prompt } from './flow.ts';

const prompt = (zh: string, en: string): Prompt => ({ words: { zh, en } });

/** Who calls, that it is recorded, and the way out: before anything else, and not to be skipped. */
export function opening({ caller }: Pick<CallFlow, 'caller'>): Prompt {
  return prompt(
    `您好，这里是${caller.zh}，本次通话将会录音。如果不想再接到我们的来电，请随时按星号键。`,
    `Hello, this is ${caller.en}. This call is recorded. If you do not want us to call you again, press star at any time.`,
  );
}

export const OPTED_OUT = prompt(
  '好的，我们不会再给您打电话，打扰了，再见。',
  'All right, we will not call you again. Sorry to have disturbed you. Goodbye.',
);
export const INVALID = prompt('这个按键没有对应的选项。', 'That key is not one of the choices.');
export const SILENT = prompt('没有听到您的按键。', 'We did not hear a key.');
export const THANKS = prompt('感谢您的参与，祝您生活愉快，再见。', 'Thank you very much. Goodbye.');

/** One sentence after the other, in both languages. */
export function joined(...parts: readonly Words[]): Words {
  return {
    zh: parts.map((each) => ended(each.zh, '。')).join(''),
    en: parts.map((each) => ended(each.en, '.')).join(' '),
  };
}

const ended = (text: string, stop: string): string => (/[。！？.!?：:]$/.test(text) ? text : `${text}${stop}`);
