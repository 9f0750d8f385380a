import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkText } from './index.ts';
import { nearestName, stepsBetween } from './nearest.ts';

const known = ['customer.name', 'customer.first', 'company.name', 'survey.link', 'order.day'];

test.each([
  ['customer.nmae', 'customer.name'],
  ['customer.frist', 'customer.first'],
  ['servey.link', 'survey.link'],
  ['survey_link', 'survey.link'],
  ['compny.name', 'company.name'],
  ['oder.day', 'order.day'],
  ['weather', null],
  ['x', null],
])('%s means %s', (name, meant) => expect(nearestName(name, known)).toBe(meant));

test('steps are a distance: none to oneself, the same both ways, never more than the longer text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(stepsBetween(a, a)).toBe(0);
      expect(stepsBetween(a, b)).toBe(stepsBetween(b, a));
      expect(stepsBetween(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});

test('each flaw is said once; a fallback does not excuse a name that nobody knows', () => {
  expect(checkText('{{customer.name}}，{{survey.link}}', known)).toEqual([]);
  expect(checkText('{{customer.nmae|您}} {{customer.nmae}}', known)).toEqual([
    {
      zh: '没有变量「customer.nmae」，是不是「customer.name」？',
      en: 'there is no variable "customer.nmae"; did you mean "customer.name"?',
    },
  ]);
  expect(checkText('{{weather|晴}} {{客户}} {{a', known).map(({ en }) => en)).toEqual([
    '"客户" is no name of a variable',
    'the {{ at character 22 is not closed',
    'there is no variable "weather"; known are customer.name, customer.first, company.name, survey.link, order.day',
  ]);
});
