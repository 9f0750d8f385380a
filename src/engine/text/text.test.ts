/** The engine with a toy tokenizer and toy models: what must hold whatever was learnt. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  clauseKey,
  clausesOf,
  compileTaxonomy,
  contentKey,
  createAnalyser,
  createReader,
  type LinearModel,
  normalise,
  placeOf,
  type Tokenizer,
} from './index.ts';
import { isIndifferent } from './indifferent.ts';
import { wordHash } from './features.ts';
import { cutEnglish, tokenise } from './token.ts';

const WORDS = /价格|服务|医生|耐心|太贵|天气|投诉|出血|但是|没有|[a-z]+|\s+|[\ud800-\udbff][\udc00-\udfff]|[\s\S]/g;
const cut: Tokenizer = (text) => text.match(WORDS) ?? [];

/** A model that knows these words and nothing else. */
function toyModel(words: Readonly<Record<string, number>>): LinearModel {
  const keys = new Uint32Array(1 << 10);
  const weights = new Int8Array(keys.length * 4);
  for (const [word, weight] of Object.entries(words)) {
    const hash = wordHash(word, 0, word.length);
    const bucket = hash & (keys.length - 1);
    const way = [0, 1, 2, 3].find((at) => ((keys[bucket]! >>> (8 * at)) & 0xff) === 0)!;
    keys[bucket] = (keys[bucket]! | ((hash >>> 24 || 1) << (8 * way))) >>> 0;
    weights[placeOf(keys, hash)] = weight;
  }
  return { version: 'toy', keys, weights, scale: 0.1, bias: 0, slope: 1, offset: 0 };
}

const open: LinearModel = { ...toyModel({}), offset: 1 };
const polarity = toyModel({ 好: 100, 差: -100, 耐心: 100, good: 100, bad: -100 });
const analyse = createAnalyser({
  cutChinese: cut,
  models: { zh: { gate: open, polarity }, en: { gate: open, polarity } },
  alarms: { complaint: ['投诉', 'lawyer'], danger: ['出血'], haste: ['马上'] },
});
const taxonomy = compileTaxonomy([
  { code: 'price', label: { zh: '价格', en: 'Price' }, seeds: ['价格', 'price'], bad: ['贵', '太贵'], good: ['便宜'] },
  { code: 'staff', label: { zh: '服务', en: 'Service' }, seeds: ['服务', '医生', 'service'] },
]);
const reasonsOf = (text: string) =>
  analyse(text, { taxonomy }).reasons.map(
    ({ code, polarity: side, start, end }) => `${side === 'negative' ? '-' : '+'}${code} ${text.slice(start, end)}`,
  );

test('normalising keeps every unit in its place', () => {
  expect(normalise('ＡＢＣ　１２３！“Wi-Fi”')).toBe('abc 123!“wi-fi”');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(normalise(text)).toHaveLength(text.length);
      expect(normalise(normalise(text))).toBe(normalise(text));
    }),
  );
  expect(normalise(`${'好'.repeat(20_000)}Ａ`)).toHaveLength(20_001);
});

test('texts that say the same have the same key', () => {
  expect(contentKey('很好！ Good')).toBe(contentKey('很好, ＧＯＯＤ。'));
  expect(contentKey('！！')).toBe('');
});

test('tokens tile the text, also when the tokenizer leaves spaces out', () => {
  const { words, starts } = tokenise('ab  cd', () => ['ab', 'cd'], 'en');
  expect([words, [...starts]]).toEqual([
    ['ab', 'cd'],
    [0, 4],
  ]);
  expect(cutEnglish("i don't like it")).toEqual(['i', ' ', 'do', "n't", ' ', 'like', ' ', 'it']);
});

test.each([
  ['服务好，价格贵。', ['服务好', '价格贵']],
  ['服务好 价格贵', ['服务好', '价格贵']],
  ['价格3.5元', ['价格3.5元']],
  ['服务好但是价格贵', ['服务好', '但是价格贵']],
  ['good service. bad price', ['good service', 'bad price']],
  ['good service but bad price', ['good service', 'but bad price']],
  ['……', []],
])('clauses of %s', (text, wanted) => {
  const { tokens } = createReader(cut)(text);
  expect(clausesOf(text, tokens).map(({ start, end }) => text.slice(start, end))).toEqual(wanted);
});

test.each([
  ['医生耐心，价格太贵了', ['+staff 医生耐心', '-price 价格太贵了']],
  ['服务好但是价格贵', ['+staff 服务好', '-price 价格贵']],
  ['不贵', ['+price 不贵']],
  ['服务好价格差', ['+staff 服务好价格差', '-price 服务好价格差']],
  ['医生差', ['-staff 医生差']],
  ['good service but bad price', ['+staff good service', '-price bad price']],
  ['天气好', []],
])('reasons of %s', (text, wanted) => {
  expect(reasonsOf(text)).toEqual(wanted);
});

test('a person corrects a clause, and it is read that way again wherever it stands', () => {
  const corrections = new Map([
    [clauseKey('医生很好'), [{ code: 'staff', polarity: null }]],
    [clauseKey('价格 太贵了！'), [{ code: 'price', polarity: 'positive' as const }]],
    [clauseKey('天气差'), [{ code: 'staff', polarity: 'negative' as const }]],
  ]);
  const found = analyse('医生很好，价格太贵了，天气差', { taxonomy, corrections }).reasons;
  expect(found.map(({ code, polarity: side }) => [code, side])).toEqual([
    ['price', 'positive'],
    ['staff', 'negative'],
  ]);
});

test('a word of complaint is a complaint whatever else is said, unless it is denied', () => {
  const closed = createAnalyser({
    cutChinese: cut,
    models: { zh: { gate: { ...open, offset: -1 }, polarity }, en: { gate: open, polarity } },
    alarms: { complaint: ['投诉'], danger: ['出血'], haste: ['马上'] },
  });
  expect(closed('我要投诉', { taxonomy })).toMatchObject({ sentiment: 'negative', opinion: true, urgency: 'high' });
  expect(closed('没有投诉', { taxonomy })).toMatchObject({ sentiment: 'neutral', urgency: 'low', alarms: [] });
  expect(closed('伤口出血', { taxonomy })).toMatchObject({ urgency: 'high', alarms: ['出血'] });
  expect(closed('差', { taxonomy })).toMatchObject({ sentiment: 'neutral', opinion: false });
  // Neutral keeps the sign of its score.
  expect(closed('差', { taxonomy }).score).toBeLessThan(0);
});

test.each([
  ['还行吧', true],
  ['服务一般', true],
  ['还没用，不知道怎么样', true],
  ['it was okay, nothing special', true],
  ['不一般', false],
  ['很一般', false],
  ['一般，价格贵', false],
  ['还行，就是太吵了', false],
  ['it was okay but too expensive', false],
  ['', false],
])('says nothing: %s', (text, wanted) => {
  const { clauses, language } = createReader(cut)(text);
  expect(isIndifferent(text, clauses, language)).toBe(wanted);
});

test('any text at all: every quote is where it says, scores stay in their range', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc
      .array(
        fc.constantFrom(
          '价格',
          '贵',
          '不',
          '服务',
          '好',
          '差',
          '😡',
          '，',
          '但是',
          ' ',
          '\ud83d',
          '。',
          'price',
          'bad ',
          '！',
        ),
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const { reasons, score, intensity, confidence, sentiment } = analyse(text, { taxonomy });
      expect(Math.abs(score)).toBeLessThanOrEqual(1);
      for (const share of [intensity, confidence]) expect(share >= 0 && share <= 1).toBe(true);
      if (sentiment === 'negative') expect(score).toBeLessThan(0);
      for (const { start, end, code } of reasons) {
        expect(start >= 0 && start < end && end <= text.length).toBe(true);
        const quote = normalise(text.slice(start, end));
        const { seeds, good = [], bad = [] } = taxonomy.reasons.get(code)!;
        expect([...seeds, ...good, ...bad].some((phrase) => quote.includes(phrase))).toBe(true);
      }
      expect(analyse(text, { taxonomy })).toEqual(analyse(text, { taxonomy }));
    }),
    { numRuns: 500 },
  );
});

test('empty, punctuation, emoji and 100 KB', () => {
  for (const text of ['', ' ', '。。。', '😡', '\ud83d', '\u0000'])
    expect(analyse(text, { taxonomy })).toMatchObject({ reasons: [] });
  for (const piece of ['价格太贵', '服务好，', '好', 'bad price ', '😡']) {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const began = performance.now();
    for (const { start, end } of analyse(text, { taxonomy }).reasons) expect(end - start).toBeLessThanOrEqual(122);
    expect(performance.now() - began).toBeLessThan(5000);
  }
});
