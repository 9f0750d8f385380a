/** The page a customer sees when she follows the way out: no script, nothing from elsewhere. */
import type { Locale } from '../../engine/words.ts';

export type PageState = 'ask' | 'done' | 'wrong';

const WORDS = {
  ask: {
    zh: {
      title: '不再接收消息',
      text: '确认后，{company}不再通过{channel}联系您。已经办理中的事情不受影响。',
      button: '确认退订',
    },
    en: {
      title: 'No more messages',
      text: '{company} will no longer write to you by {channel}. What is already under way goes on.',
      button: 'Opt out',
    },
  },
  done: {
    zh: { title: '已退订', text: '{company}不会再通过{channel}联系您。想恢复时，告诉我们一声就好。', button: '' },
    en: {
      title: 'Done',
      text: '{company} will not write to you by {channel} any more. To change that, just tell us.',
      button: '',
    },
  },
  wrong: {
    zh: { title: '这个链接打不开', text: '链接不完整，或已经失效。请从收到的消息里重新打开。', button: '' },
    en: {
      title: 'This link does not open',
      text: 'It is incomplete or too old. Please open it from the message again.',
      button: '',
    },
  },
} as const;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const MORE = {
  zh: { marketing: '所有渠道都不要再发营销', all: '所有渠道、所有消息都不要' },
  en: { marketing: 'No more marketing on any channel', all: 'Nothing at all, on any channel' },
} as const;

/** Leaving is as easy as it was to come: one tap, however far she goes. */
const more = (locale: Locale): string =>
  (['marketing', 'all'] as const)
    .map((scope) => `<button type="submit" class="more" name="scope" value="${scope}">${MORE[locale][scope]}</button>`)
    .join('');

export function unsubscribeHtml(state: PageState, locale: Locale, names: { company: string; channel: string }): string {
  const { title, text, button } = WORDS[state][locale];
  const said = escape(text.replace('{company}', names.company).replace('{channel}', names.channel));
  return `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title><style>
body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;background:#F6F7F9;color:#1A1D24;font:16px/26px -apple-system,"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:400px;margin:24px 16px;padding:32px 28px;background:#fff;border:1px solid #E6E8EC;border-radius:16px}
h1{margin:0 0 8px;font-size:20px;line-height:28px;font-weight:600}p{margin:0;color:#535A68}
button{width:100%;height:48px;margin-top:24px;border:0;border-radius:8px;background:#4353D0;color:#fff;font:600 16px/24px inherit;cursor:pointer}
button.more{margin-top:12px;background:none;border:1px solid #C9CDD6;color:inherit;font-weight:400}
@media(prefers-color-scheme:dark){body{background:#0F1115;color:#E8EAEF}main{background:#16181D;border-color:#262A32}p{color:#AAB0BD}button{background:#8E9BFF;color:#11142B}}
</style></head><body><main><h1>${title}</h1><p>${said}</p>${button ? `<form method="post"><button type="submit" name="scope" value="channel">${button}</button>${more(locale)}</form>` : ''}</main></body></html>`;
}
