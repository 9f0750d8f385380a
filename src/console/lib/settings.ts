import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Locale } from '../../engine/words.ts';
import type { Scheme } from '../tokens.ts';

/** What a person chose for this browser: kept in localStorage, told to every component at once. */
export type ThemeChoice = Scheme | 'system';

const listeners = new Set<() => void>();
const systemDark = matchMedia('(prefers-color-scheme: dark)');

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage may be forbidden or full; the choice then lasts until the page is closed.
  }
}

function startTheme(): ThemeChoice {
  const kept = read('hx.theme');
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

let theme = startTheme();
let locale: Locale = read('hx.locale') === 'en' ? 'en' : 'zh';

function tell() {
  for (const listener of listeners) listener();
}

export function chooseTheme(next: ThemeChoice) {
  theme = next;
  write('hx.theme', next === 'system' ? null : next);
  if (next === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  tell();
}

/** Only records; `switchLocale` of i18n.ts loads the words first. */
export function keepLocale(next: Locale) {
  locale = next;
  write('hx.locale', next);
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  tell();
}

export const currentLocale = () => locale;
export const chosenLocale = () => read('hx.locale');
export const currentScheme = (): Scheme => (theme === 'system' ? (systemDark.matches ? 'dark' : 'light') : theme);

function subscribe(listener: () => void) {
  listeners.add(listener);
  systemDark.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    systemDark.removeEventListener('change', listener);
  };
}

export const useThemeChoice = () => useSyncExternalStore(subscribe, () => theme);
export const useScheme = () => useSyncExternalStore(subscribe, currentScheme);
/** A part of the page shown in the other scheme (a preview) says so here. */
export const SchemeContext = createContext<Scheme | null>(null);
/** The scheme this component is shown in, for what cannot read CSS variables. */
export const useShownScheme = (): Scheme => {
  const whole = useScheme();
  return useContext(SchemeContext) ?? whole;
};
export const useLocale = () => useSyncExternalStore(subscribe, currentLocale);

/** A small value kept per browser, for example the columns a person chose in a table. */
export function keep(name: string, value: unknown) {
  write(`hx.${name}`, JSON.stringify(value));
}

export function kept<T>(name: string, otherwise: T): T {
  const text = read(`hx.${name}`);
  if (text === null) return otherwise;
  try {
    return JSON.parse(text) as T;
  } catch {
    return otherwise;
  }
}
