import type { Locale } from '../../engine/words.ts';

/** What was asked for, else what her phone speaks, else what the company speaks. */
export function localeFor(asked: string | undefined, accepts: string, own: Locale): Locale {
  if (asked === 'zh' || asked === 'en') return asked;
  for (const range of accepts.toLowerCase().split(',')) {
    if (/^\s*zh\b/.test(range)) return 'zh';
    if (/^\s*en\b/.test(range)) return 'en';
  }
  return own;
}
