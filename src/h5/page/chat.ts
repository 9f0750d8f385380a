import type { ChatData } from '../chat/data.ts';
import type { Assets } from './look.ts';

/** The page of the chat window: nothing but its style, its script and what it is drawn from. */
export function chatHtml(data: ChatData, { css, js }: Assets): string {
  // `<` would end the element it stands in.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `<!doctype html><html lang="${data.locale === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><title>…</title><style>${css}</style></head><body><script type="application/json" id="d">${json}</script><script>${js}</script></body></html>`;
}
