import type { Locale } from '../../engine/words.ts';
import { esc } from './html.ts';
import type { Assets } from './look.ts';

export interface Shell {
  readonly locale: Locale;
  readonly title: string;
  readonly company: string;
  /** Right end of the head line. */
  readonly aside?: string;
  readonly body: string;
  readonly script?: boolean;
}

/** The whole document. Style and script stand in it: one request, and the content policy names them by hash. */
export function shellHtml(shell: Shell, assets: Assets): string {
  const { locale, title, company, aside = '', body, script = false } = shell;
  return (
    `<!doctype html><html lang="${locale === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><meta name="robots" content="noindex">` +
    `<meta name="referrer" content="no-referrer"><meta name="format-detection" content="telephone=no"><meta name="color-scheme" content="light dark">` +
    `<link rel="icon" href="data:,"><title>${esc(title)}</title><style>${assets.css}</style></head><body>` +
    `<header><b>${esc(company)}</b>${aside}</header>${body}${script ? `<script>${assets.js}</script>` : ''}</body></html>`
  );
}
