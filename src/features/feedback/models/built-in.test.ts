import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileTaxonomy } from '../../../engine/text/index.ts';
import hard from '../cases/hard.json' with { type: 'json' };
import mixed from '../cases/neither.json' with { type: 'json' };
import english from '../cases/service-en.json' with { type: 'json' };
import cases from '../cases/texts.json' with { type: 'json' };
import { DEFAULT_TAXONOMY } from '../words-taxonomy.ts';
import { builtInModel } from './built-in.ts';

const taxonomy = compileTaxonomy(DEFAULT_TAXONOMY);

async function understand(text: string) {
  const [answer] = await builtInModel.analyse([text], { taxonomy });
  return answer!;
}

interface Case {
  readonly text: string;
  readonly sentiment?: string;
  readonly urgency?: string;
  readonly reasons?: readonly string[];
}

test.each(cases as readonly Case[])('$text', async ({ text, sentiment, urgency, reasons }) => {
  const answer = await understand(text);
  if (sentiment) expect(answer.sentiment).toBe(sentiment);
  if (urgency) expect(answer.urgency).toBe(urgency);
  const said = answer.reasons.map(
    ({ code, polarity, start, end }) => `${polarity === 'negative' ? '-' : '+'}${code} ${text.slice(start, end)}`,
  );
  if (reasons) expect(said).toEqual(reasons);
  expect(answer.provider).toBe('built-in');
});

/** Written by hand and never trained on; the shares are in docs/models/sentiment.md. */
test('English service answers: the sign is right, and few that are no opinion count as one', async () => {
  const read = (texts: readonly string[]) => builtInModel.analyse(texts, { taxonomy });
  const complaints = await read(english.negative);
  const praise = await read(english.positive);
  const neither = await read(english.neutral);
  expect(complaints.filter(({ score }) => score < 0).length).toBeGreaterThanOrEqual(28);
  expect(praise.filter(({ score }) => score > 0).length).toBeGreaterThanOrEqual(17);
  expect([...complaints, ...praise].filter(({ opinion }) => opinion).length).toBeGreaterThanOrEqual(34);
  expect(neither.filter(({ sentiment }) => sentiment === 'negative').length).toBeLessThanOrEqual(1);
});

/** Questions, indifference and suggestions; and complaints and praise in the same dress. Three of them were trained on; shares in docs/models/sentiment.md. */
test('questions, indifference and suggestions are neither complaint nor praise', async () => {
  const others = async (texts: readonly string[], wanted: string) =>
    (await builtInModel.analyse(texts, { taxonomy })).flatMap(({ sentiment }, at) =>
      sentiment === wanted ? [] : [texts[at]],
    );
  expect((await others(mixed.neither.zh, 'neutral')).length).toBeLessThanOrEqual(2);
  expect((await others(mixed.neither.en, 'neutral')).length).toBeLessThanOrEqual(1);
  expect((await others(mixed.complaint, 'negative')).length).toBeLessThanOrEqual(6);
  expect((await others(mixed.praise, 'positive')).length).toBeLessThanOrEqual(4);
  for (const text of ['停车方便吗？', '没什么感觉']) expect((await understand(text)).sentiment).toBe('neutral');
});

/** Double negation, comparisons, irony; alarms and what only looks like one. The model reads words, so irony is mostly lost on it. */
test('hard sentences: most signs, nearly all alarms', async () => {
  const wrong = async (field: 'sentiment' | 'urgency') => {
    const asked = (hard as readonly Case[]).filter((one) => one[field] !== undefined);
    const answers = await builtInModel.analyse(
      asked.map(({ text }) => text),
      { taxonomy },
    );
    return asked.filter((one, at) => answers[at]![field] !== one[field]).map(({ text }) => text);
  };
  expect((await wrong('sentiment')).length).toBeLessThanOrEqual(15);
  expect((await wrong('urgency')).length).toBeLessThanOrEqual(4);
});

test('any text: quotes are where they say', async () => {
  const parts = fc.array(
    fc.oneof(
      fc.constantFrom(...DEFAULT_TAXONOMY.flatMap(({ seeds, bad = [], good = [] }) => [...seeds, ...bad, ...good])),
      fc.constantFrom('，', '。', '但是', '不', '很', '！', ' ', '\n', '😡', '\ud83d', 'ＡＢ'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(parts, async (list) => {
      const text = list.join('');
      const { reasons, score } = await understand(text);
      expect(Math.abs(score)).toBeLessThanOrEqual(1);
      for (const { start, end } of reasons) {
        expect(start >= 0 && start < end && end <= text.length).toBe(true);
        // A quote neither begins nor ends within a surrogate pair.
        const isPair = (at: number) => /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
        expect(isPair(start) || isPair(end)).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});
