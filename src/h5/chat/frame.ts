/** The window of the chat, in a frame of our own origin: the page around it can neither read nor change what is said in it. */
import { readableAccent } from './accent.ts';
import type { ChatData, ChatLine, ChatLook, ChatState, Told } from './data.ts';
import { el, placeChildren, textOf } from './dom.ts';
import { keepToken, readToken } from './kept.ts';
import { openTalk, Refused } from './talk.ts';
import { words } from './words.ts';
import { contactForm } from './contact.ts';

interface Pending {
  readonly key: string;
  readonly text: string;
  readonly choice?: string;
  failed: string | null;
}

start(JSON.parse(document.getElementById('d')?.textContent ?? '{}') as ChatData);

function start(data: ChatData): void {
  const { site, locale, preview } = data;
  const t = words[locale];
  if (preview) document.documentElement.dataset['scheme'] = preview;
  let { look } = data;
  let online = data.online;
  let connected = true;
  let open = parent === window;
  let token = preview ? null : readToken(site);
  let lines: readonly ChatLine[] = [];
  let rev = '';
  let seenOf = 0;
  let asked = false;
  const pending: Pending[] = [];

  const tellPage = (told: Told): void => {
    if (parent !== window) parent.postMessage(told, '*');
  };
  const state = el('p', { class: 'state' });
  const title = el('h1', {});
  const close = el(
    'button',
    { type: 'button', class: 'close', 'aria-label': t.close, click: () => tellPage({ hx: 'close' }) },
    '×',
  );
  const log = el('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': t.log, tabindex: '0' });
  const note = el('p', { class: 'note', role: 'status' });
  const box = el('textarea', { rows: '1', maxlength: '2000', placeholder: t.placeholder, 'aria-label': t.placeholder });
  const form = el('form', { class: 'say' }, box, el('button', { type: 'submit' }, t.send));
  const foot = el('footer', {});
  document.body.append(el('header', {}, el('div', {}, title, state), close), log, note, foot);

  const talk = openTalk(site, {
    token: () => token,
    visible: () => open && document.visibilityState === 'visible',
    rev: () => rev,
    heard,
    connected: (is) => {
      connected = is;
      drawState();
    },
    gone: () => {
      token = null;
      keep(null);
      lines = [];
      note.textContent = t.gone;
      draw();
    },
  });

  /** In the frame's own storage, which no page can read; else in the page's, or a thread would last no longer than a page. */
  function keep(next: string | null): void {
    if (!keepToken(site, next)) tellPage({ hx: 'keep', token: next });
  }

  function heard(next: ChatState): void {
    ({ online, rev } = next);
    if (next.lines) {
      lines = next.lines;
      drawLines();
    }
    drawState();
    const ours = lines.filter(({ from }) => from === 'us').length;
    if (open) seenOf = ours;
    tellPage({ hx: 'unread', n: Math.max(0, ours - seenOf) });
  }

  function drawState(): void {
    state.textContent = connected ? (online ? t.online : t.away) : t.lost;
    state.className = connected && online ? 'state on' : 'state';
  }

  function bubble(from: 'me' | 'us', text: string, below: string | Node): HTMLElement {
    return el('div', { class: `line ${from}` }, el('p', {}, ...textOf(text)), el('small', {}, below));
  }

  const timeOf = (at: string): string =>
    new Date(at).toLocaleTimeString(locale === 'zh' ? 'zh-CN' : 'en-GB', { hour: '2-digit', minute: '2-digit' });

  /** Drawn once each: what stands already is neither read out again nor taken from under a finger. */
  const drawn = new Map<string, HTMLElement>();
  const once = (key: string, draw: () => HTMLElement): HTMLElement => {
    const known = drawn.get(key) ?? draw();
    drawn.set(key, known);
    return known;
  };

  function drawLines(): void {
    const near = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    // Who sets it up sees both; a visitor what holds now.
    const said = preview ? (['greeting', 'away'] as const) : [online ? ('greeting' as const) : ('away' as const)];
    placeChildren(log, [
      ...said.map((key) => {
        const words = [look[key][locale], look.title[locale]] as const;
        return once(words.join('\n'), () => bubble('us', ...words));
      }),
      ...lines.map(({ id, from, text, name, at }) =>
        once(id, () => bubble(from, text, [from === 'us' ? name : null, timeOf(at)].filter(Boolean).join(' · '))),
      ),
      ...menu(lines[lines.length - 1]),
      ...pending.map((one) =>
        once(`${one.key} ${one.failed ?? ''}`, () =>
          bubble(
            'me',
            one.text,
            one.failed ? el('button', { type: 'button', click: () => void deliver(one) }, one.failed) : t.sending,
          ),
        ),
      ),
      ...(asked || !look.askContact || !token || lines.length === 0 ? [] : [once('contact', contact)]),
    ]);
    if (near) log.scrollTop = log.scrollHeight;
  }

  /** What was asked last can be answered with one touch, until she has said something. */
  function menu(last: ChatLine | undefined): HTMLElement[] {
    if (!last?.choices || pending.length > 0) return [];
    const { id, choices } = last;
    const pick = (choice: string, text: string) =>
      el('button', { type: 'button', click: () => post(text, choice) }, text);
    return [once(`menu ${id}`, () => el('div', { class: 'menu' }, ...choices.map((one) => pick(one.id, one.text))))];
  }

  const contact = (): HTMLElement =>
    contactForm(
      t,
      (left) => talk.ask('POST', 'contact', left),
      () => {
        asked = true;
        note.textContent = t.kept;
        drawLines();
      },
    );

  async function deliver(one: Pending): Promise<void> {
    one.failed = null;
    drawLines();
    try {
      const next = await talk.ask<ChatState>('POST', 'lines', {
        key: one.key,
        text: one.text,
        ...(one.choice === undefined ? {} : { choice: one.choice }),
      });
      pending.splice(pending.indexOf(one), 1);
      heard(next);
      talk.look();
    } catch (error) {
      const wait = error instanceof Refused && error.status === 429 ? error.seconds : 0;
      one.failed = wait ? t.wait.replace('{n}', String(wait)) : t.failed;
      drawLines();
    }
    log.scrollTop = log.scrollHeight;
  }

  function send(): void {
    const text = box.value.trim();
    if (text === '' || preview) return;
    box.value = '';
    post(text);
  }

  function post(text: string, choice?: string): void {
    note.textContent = '';
    const key = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => byte.toString(16)).join('-');
    const one: Pending = { key, text, failed: null, ...(choice === undefined ? {} : { choice }) };
    pending.push(one);
    void deliver(one);
    log.scrollTop = log.scrollHeight;
  }

  async function begin(): Promise<void> {
    if (preview) return;
    try {
      const page = document.referrer.slice(0, 500);
      ({ token } = await talk.ask<{ token: string }>('POST', 'visitors', {
        consent: true,
        locale,
        ...(page ? { page } : {}),
      }));
      keep(token);
      draw();
      box.focus();
      talk.look();
    } catch (error) {
      note.textContent =
        error instanceof Refused && error.status === 429 ? t.wait.replace('{n}', String(error.seconds)) : t.lost;
    }
  }

  function draw(): void {
    document.documentElement.style.setProperty('--accent', readableAccent(look.accent));
    title.textContent = look.title[locale];
    document.title = look.title[locale];
    close.hidden = parent === window;
    const ask = el(
      'div',
      { class: 'ask' },
      el(
        'p',
        {},
        look.consent[locale],
        ...(look.privacyUrl
          ? [' ', el('a', { href: look.privacyUrl, target: '_blank', rel: 'noopener noreferrer' }, t.privacy)]
          : []),
      ),
      el('button', { type: 'button', class: 'begin', click: () => void begin() }, t.begin),
    );
    foot.replaceChildren(token ? form : ask);
    drawState();
    drawLines();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  box.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229 || event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') tellPage({ hx: 'close' });
  });
  addEventListener('message', (event: MessageEvent<Told>) => {
    if (event.source !== parent || parent === window) return;
    const told = event.data;
    if (told.hx === 'open' || told.hx === 'close') {
      open = told.hx === 'open';
      if (!open) return;
      seenOf = lines.filter(({ from }) => from === 'us').length;
      tellPage({ hx: 'unread', n: 0 });
      (token ? box : (foot.querySelector('button') ?? close)).focus();
      log.scrollTop = log.scrollHeight;
      talk.look();
    } else if (told.hx === 'token' && token === null && !preview) {
      token = told.token;
      draw();
      talk.look();
    } else if (told.hx === 'look' && preview && event.origin === location.origin) {
      look = told.look as ChatLook;
      draw();
    }
  });
  draw();
  tellPage({ hx: 'ready', accent: readableAccent(look.accent), side: look.side, title: look.title[locale] });
  talk.look();
}
