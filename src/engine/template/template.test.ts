import fc from 'fast-check';
import { expect, test } from 'vitest';
import cases from './cases/template.json' with { type: 'json' };
import { compileTemplate, renderTemplate, variablesOf } from './index.ts';

test.each(cases.map((one) => [one.text, one] as const))('%j', (_text, one) => {
  const { template, flaws } = compileTemplate(one.text);
  const rendered = renderTemplate(template, one.values as Record<string, string>);
  expect(rendered).toMatchObject({ text: one.out, used: one.used, missing: one.missing });
  expect(flaws.map(({ kind, at }) => ({ kind, at }))).toEqual(one.flaws);
});

test('variables are told once; one needed without a fallback is needed', () => {
  const { template } = compileTemplate('{{a|1}} {{b}} {{a}} {{b|2}}');
  expect(variablesOf(template)).toEqual([
    { path: 'a', fallback: null },
    { path: 'b', fallback: null },
  ]);
});

const piece = fc.oneof(
  fc.string(),
  fc.constantFrom('{{', '}}', '{', '|', '{{a}}', '{{a.b|c}}', '{{ x }}', '{{客}}', '{{a|{{b}}'),
);
const anyText = fc.array(piece, { maxLength: 8 }).map((all) => all.join(''));

test('any text compiles, nothing is invented and nothing lost', () => {
  fc.assert(
    fc.property(anyText, fc.dictionary(fc.constantFrom('a', 'a.b', 'x'), fc.string()), (text, values) => {
      const { template, flaws } = compileTemplate(text);
      const rendered = renderTemplate(template, values);
      expect(rendered.segments.map((segment) => segment.text).join('')).toBe(rendered.text);
      if (variablesOf(template).length === 0) expect(rendered.text).toBe(text);
      for (const { at } of flaws) expect(text.startsWith('{{', at)).toBe(true);
      // Everything that has a value is complete.
      const full = Object.fromEntries(variablesOf(template).map(({ path }) => [path, '值']));
      expect(renderTemplate(template, full).missing).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('a value is never read as a template', () => {
  fc.assert(
    fc.property(anyText, (value) => {
      const { template } = compileTemplate('<{{a|}}>');
      expect(renderTemplate(template, { a: value }).text).toBe(`<${value}>`);
    }),
  );
});
