/** A text as simple HTML. Everything in it is text: it is escaped here, and only web addresses become links. */
import { urlsIn } from '../../../../engine/urls/index.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
}

const BUTTON =
  'display:inline-block;padding:12px 24px;border-radius:8px;background:#4353D0;color:#ffffff;font-weight:600;text-decoration:none';

const WORDS = {
  zh: { open: '打开', out: '不想再收到这类邮件', why: '您收到这封邮件，是因为您是我们的客户。' },
  en: { open: 'Open', out: 'Stop these mails', why: 'You get this mail because you are our customer.' },
} as const;

export interface HtmlFrame {
  readonly locale: 'zh' | 'en';
  readonly sender: string;
  readonly unsubscribeUrl: string;
  readonly pixel?: string | undefined;
}

export function htmlOf(text: string, { locale, sender, unsubscribeUrl, pixel }: HtmlFrame): string {
  const words = WORDS[locale];
  const body = text
    .split(/\n{2,}/)
    .map((paragraph) => paragraphOf(paragraph.trim(), words.open))
    .filter(Boolean)
    .join('\n');
  return `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"></head>
<body style="margin:0;padding:24px 16px;background:#F6F7F9;color:#1A1D24;font:15px/24px -apple-system,'PingFang SC','Microsoft YaHei',sans-serif">
<div style="max-width:560px;margin:0 auto;padding:28px 28px 20px;background:#ffffff;border:1px solid #E6E8EC;border-radius:12px">
${body}
<p style="margin:28px 0 0;padding-top:14px;border-top:1px solid #E6E8EC;color:#646A78;font-size:12px;line-height:18px">${escapeHtml(sender)}<br>${words.why}
<a href="${escapeHtml(unsubscribeUrl)}" style="color:#646A78">${words.out}</a></p>
</div>${pixel ? `<img src="${escapeHtml(pixel)}" width="1" height="1" alt="" style="display:block">` : ''}</body></html>`;
}

function paragraphOf(text: string, open: string): string {
  if (text === '') return '';
  if (urlsIn(text)[0]?.url === text)
    return `<p style="margin:0 0 16px"><a href="${escapeHtml(text)}" style="${BUTTON}">${open}</a></p>`;
  return `<p style="margin:0 0 16px">${linked(text).replaceAll('\n', '<br>')}</p>`;
}

/** Escaped piece by piece, so that an address with & stays one. */
function linked(text: string): string {
  let html = '';
  let at = 0;
  for (const found of urlsIn(text)) {
    html += escapeHtml(text.slice(at, found.at));
    html += `<a href="${escapeHtml(found.url)}" style="color:#3340AE">${escapeHtml(found.url)}</a>`;
    at = found.at + found.url.length;
  }
  return html + escapeHtml(text.slice(at));
}
