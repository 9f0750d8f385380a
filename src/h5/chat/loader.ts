/**
 * What a page embeds: a frame of ours, and a button that shows it. It keeps nothing before the visitor agreed, reads nothing of the page, and
 * shows itself only when the frame answers: where the chat is off, or this page's origin is not allowed, the browser itself refuses the
 * frame, and nothing is seen.
 */
import type { Told } from './data.ts';
import { keepToken, readToken } from './kept.ts';

const script = document.currentScript as HTMLScriptElement | null;
const MARK = 'hx-chat';

if (script?.dataset['site'] && !document.getElementById(MARK)) start(script, script.dataset['site']);

function start(from: HTMLScriptElement, site: string): void {
  const base = new URL(from.src).origin;
  const lang = (from.dataset['lang'] ?? document.documentElement.lang ?? '') || navigator.language;
  const locale = /^zh/i.test(lang) ? 'zh' : 'en';
  const words =
    locale === 'zh'
      ? { open: '打开在线客服', close: '关闭在线客服', unread: '条未读' }
      : { open: 'Open chat', close: 'Close chat', unread: 'unread' };

  const host = document.createElement('div');
  host.id = MARK;
  const root = host.attachShadow({ mode: 'open' });
  const frame = document.createElement('iframe');
  const button = document.createElement('button');
  const badge = document.createElement('span');
  let open = false;
  let unread = 0;
  let side: 'left' | 'right' = 'right';

  // By properties, not by a style sheet: a page's own rules (Content-Security-Policy) may forbid those.
  const style = (element: HTMLElement, rules: string): void => {
    element.style.cssText = `all:initial;position:fixed;z-index:2147483000;${rules}`;
  };
  const draw = (): void => {
    const isPhone = innerWidth < 480;
    style(
      frame,
      `border:0;color-scheme:normal;background:transparent;${open ? '' : 'visibility:hidden;opacity:0;pointer-events:none;'}${
        isPhone
          ? 'inset:0;width:100%;height:100%;'
          : `bottom:88px;${side}:20px;width:376px;height:min(600px,calc(100vh - 112px));border-radius:16px;box-shadow:0 12px 40px -8px rgba(20,24,36,.3);`
      }`,
    );
    style(
      button,
      `${open && isPhone ? 'display:none;' : 'display:flex;'}bottom:20px;${side}:20px;width:56px;height:56px;border-radius:28px;align-items:center;justify-content:center;cursor:pointer;background:${accent};color:#fff;box-shadow:0 4px 16px rgba(20,24,36,.24);`,
    );
    badge.style.cssText = `all:initial;position:absolute;top:-4px;right:-4px;min-width:20px;height:20px;border-radius:10px;background:#b93427;color:#fff;font:600 12px/20px sans-serif;text-align:center;${unread > 0 && !open ? '' : 'display:none'}`;
    badge.textContent = String(unread);
    const name = open ? words.close : words.open;
    button.setAttribute('aria-label', unread > 0 && !open ? `${name} (${unread} ${words.unread})` : name);
    button.setAttribute('aria-expanded', String(open));
    frame.tabIndex = open ? 0 : -1;
    frame.setAttribute('aria-hidden', String(!open));
  };
  const tell = (told: Told): void => frame.contentWindow?.postMessage(told, base);
  const show = (next: boolean): void => {
    open = next;
    draw();
    tell({ hx: open ? 'open' : 'close' });
    if (open) frame.focus();
    else button.focus();
  };

  let accent = '#4353d0';
  addEventListener('message', (event: MessageEvent<Told>) => {
    if (event.source !== frame.contentWindow || event.origin !== base) return;
    const told = event.data;
    if (told.hx === 'ready') {
      ({ accent, side } = told);
      frame.title = told.title;
      root.append(button);
      const token = readToken(site);
      if (token !== null) tell({ hx: 'token', token });
    } else if (told.hx === 'unread') unread = told.n;
    else if (told.hx === 'keep') keepToken(site, told.token);
    else if (told.hx === 'close') return show(false);
    draw();
  });
  addEventListener('resize', draw);
  // An outline of the browser's own would be taken away by all:initial.
  button.addEventListener('focus', () => {
    if (button.matches(':focus-visible')) button.style.outline = `3px solid ${accent}`;
    button.style.outlineOffset = '3px';
  });
  button.addEventListener('blur', draw);
  button.type = 'button';
  button.innerHTML =
    '<svg width="26" height="26" viewBox="0 0 16 16" fill="none" stroke="#fff" stroke-width="1.4" stroke-linejoin="round" aria-hidden="true"><path d="M13.5 7.6c0 2.8-2.5 5-5.5 5-.8 0-1.5-.1-2.2-.4L2.7 13l.9-2.6A4.7 4.7 0 0 1 2.5 7.6c0-2.8 2.5-5 5.5-5s5.5 2.2 5.5 5z"/></svg>';
  button.append(badge);
  button.addEventListener('click', () => show(!open));
  frame.src = `${base}/chat/${encodeURIComponent(site)}/frame?lang=${locale}`;
  draw();
  root.append(frame);
  const put = (): void => document.body.append(host);
  if (document.body) put();
  else addEventListener('DOMContentLoaded', put);
}
