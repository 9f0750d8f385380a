import { expect, test } from 'vitest';
import { z } from 'zod';
import { issueWords } from './zod-words.ts';

test('what is wrong is said in the language of the reader; words written by hand stay', () => {
  const schema = z.object({ holdout: z.number().max(0.9), key: z.string().regex(/^a/, 'begins with a') });
  const issues = schema.safeParse({ holdout: 2, key: 'b' }).error?.issues ?? [];
  const said = (locale: 'zh' | 'en'): string[] => issues.map((issue) => issueWords(issue, locale));
  expect(said('en')[0]).toMatch(/0\.9/);
  expect(said('zh')[0]).toMatch(/数值过大.*0\.9/);
  expect(said('zh')[1]).toBe('begins with a');
  expect(said('en')[1]).toBe('begins with a');
});

test('a wrong type is told as such', () => {
  const said = (a: unknown) => {
    const [issue] = z.object({ a: z.number() }).safeParse({ a }).error?.issues ?? [];
    return issue && issueWords(issue, 'zh');
  };
  expect(said('x')).toBe('类型不对，应为 number');
  expect(said(undefined)).toBe('请填写');
});
