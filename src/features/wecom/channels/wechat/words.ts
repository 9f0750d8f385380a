/** A message as service chat takes it: text, or a menu whose entries she touches. (path/94677) */
import type { Content } from '../../../messages/index.ts';

const MOST_HEAD = 1024;
const MOST_ENTRY = 128;
const MOST_ENTRIES = 10;

const bytes = (text: string): number => Buffer.byteLength(text);

export function wordsOf({ text, choices = [] }: Content): object {
  if (choices.length === 0) return { msgtype: 'text', text: { content: text } };
  const fits =
    choices.length <= MOST_ENTRIES &&
    bytes(text) <= MOST_HEAD &&
    choices.every((each) => bytes(each.id) <= MOST_ENTRY && bytes(each.text) <= MOST_ENTRY);
  // What is no menu can still be answered by its number.
  if (!fits) {
    const list = choices.map((each, at) => `${at + 1}. ${each.text}`);
    return { msgtype: 'text', text: { content: [text, ...list].join('\n') } };
  }
  const list = choices.map(({ id, text: content }) => ({ type: 'click', click: { id, content } }));
  return { msgtype: 'msgmenu', msgmenu: { head_content: text, list } };
}
