/** Words that the script says too; it carries no others. */
import type { Words } from '../../engine/words.ts';

export const LIVE = {
  submit: { zh: '提交', en: 'Submit' },
  sending: { zh: '正在提交…', en: 'Sending…' },
  wrong: { zh: '还有 {n} 处需要看一下', en: 'Please look at {n} more answer(s)' },
  saved: { zh: '已保存，可以稍后再填', en: 'Saved; you can go on later' },
  offline: {
    zh: '网络不通。您写的内容留在这台手机上，稍后再点提交。',
    en: 'No network. What you wrote stays on this phone; submit again later.',
  },
} as const satisfies Record<string, Words>;

export function fillIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
