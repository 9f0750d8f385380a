import { z } from 'zod';
import type { Locale } from '../engine/words.ts';

const speak: Readonly<Record<Locale, z.core.$ZodErrorMap>> = {
  zh: z.locales.zhCN().localeError,
  en: z.locales.en().localeError,
};

/** What is wrong with a value, in the reader's language; a message written by hand in the schema stays as it is. */
export function issueWords(issue: z.core.$ZodIssue, locale: Locale): string {
  // The library's own words for a wrong type name what was received, which a finished issue no longer carries.
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input: expected')) {
    if (issue.message.endsWith('received undefined')) return locale === 'zh' ? '请填写' : 'Has to be filled in';
    return locale === 'zh' ? `类型不对，应为 ${issue.expected}` : issue.message;
  }
  const english = speak.en(issue as z.core.$ZodRawIssue);
  const said = typeof english === 'string' ? english : english?.message;
  if (issue.message && issue.message !== said) return issue.message;
  const told = speak[locale](issue as z.core.$ZodRawIssue);
  return (typeof told === 'string' ? told : told?.message) ?? issue.message;
}
