import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Locale, Words } from '../../engine/words.ts';
import { zh } from '../words/zh.ts';
import type { FeatureWords } from './words.ts';
import { currentLocale, keepLocale, useLocale } from './settings.ts';

type Key<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Key<T[K]>}` }[keyof T & string];

export type Vars = Readonly<Record<string, string | number>>;
export type Translate<T> = (key: Key<T>, vars?: Vars) => string;

void i18next.use(initReactI18next).init({
  lng: 'zh',
  fallbackLng: 'zh',
  defaultNS: 'shell',
  resources: { zh: { shell: zh } },
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
  initAsync: false,
});

/** `const t = useWords(words); t('list.title'); t('count', { count: 3 })`. Keys are checked by the compiler. */
export function useWords<T>(words: FeatureWords<T>): Translate<T> {
  if (!i18next.hasResourceBundle('zh', words.feature)) {
    i18next.addResourceBundle('zh', words.feature, words.zh);
    i18next.addResourceBundle('en', words.feature, words.en);
  }
  const { t } = useTranslation(words.feature);
  return t as unknown as Translate<T>;
}

/** The shell's own words. */
export function useShellWords(): Translate<typeof zh> {
  const { t } = useTranslation('shell');
  return t as unknown as Translate<typeof zh>;
}

/** The same outside React. */
export const shellWord: Translate<typeof zh> = (key, vars) => i18next.t(key, { ...vars, ns: 'shell' });

/** A `Words` value (from a contract or the catalogue) in the language of the moment. */
export function useSay(): (words: Words) => string {
  const locale = useLocale();
  return (words) => words[locale];
}

/** Loads the language when it is not there yet, then shows it everywhere. */
export async function switchLocale(next: Locale): Promise<void> {
  if (next === 'en' && !i18next.hasResourceBundle('en', 'shell')) {
    const { en } = await import('../words/en.ts');
    i18next.addResourceBundle('en', 'shell', en, true, true);
  }
  await i18next.changeLanguage(next);
  keepLocale(next);
}

/** Before the first render: the language chosen earlier in this browser. */
export async function startLocale(): Promise<void> {
  if (currentLocale() !== 'zh') await switchLocale(currentLocale());
  else document.documentElement.lang = 'zh-CN';
}
