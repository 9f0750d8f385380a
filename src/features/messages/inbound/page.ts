/** The page a customer sees when she follows the way out: no script, nothing from elsewhere. Dressed as the pages of src/h5, whose style it cannot carry along: a mail's link opens this one alone. */
import type { Locale } from '../../../engine/words.ts';

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
:root{color-scheme:light dark;--bg:#FBF9F5;--paper:#fff;--edge:#DAD3C5;--ink:#24211C;--ink2:#5D574C;--ac:#4353D0;--on:#fff}
@media(prefers-color-scheme:dark){:root{--bg:#171511;--paper:#211E18;--edge:#4D4637;--ink:#ECE7DC;--ink2:#BDB5A6;--ac:#8E9BFF;--on:#11142B}}
*{box-sizing:border-box;margin:0;padding:0}
body{background:var(--bg);color:var(--ink);font:16px/24px -apple-system,"Segoe UI","PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
header{min-height:44px;padding:10px 20px;text-align:center}
main{max-width:440px;margin:0 auto;padding:16vh 20px 40px;text-align:center}
h1{font-size:22px;line-height:32px;font-weight:600}p{margin-top:8px;color:var(--ink2);word-break:keep-all;overflow-wrap:anywhere;text-wrap:balance}
form{display:grid;gap:12px;margin-top:28px}
button{min-height:48px;padding:8px 16px;border:0;border-radius:14px;background:var(--ac);color:var(--on);font:inherit;font-weight:600;cursor:pointer}
button.more{background:var(--paper);border:1px solid var(--edge);color:inherit;font-weight:400}
button:focus-visible{outline:3px solid var(--ac);outline-offset:2px}
</style></head><body><header><b>${escape(names.company)}</b></header><main><h1>${title}</h1><p>${said}</p>${button ? `<form method="post"><button type="submit" name="scope" value="channel">${button}</button>${more(locale)}</form>` : ''}</main></body></html>`;
}
