import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUILT_IN_MATRIX } from './built-in.ts';
import { bandsIn, CELLS, type Cell, cellOf, MEASURES, NOTHING_KNOWN } from './contract-definition.ts';
import { type Answers, bandOf, classify, flawsOf, newer, playbookOf } from './decide.ts';
import { decideMoves, headcounts } from './decide-moves.ts';
import { decidePreview } from './decide-preview.ts';

const DAY = 86_400_000;
const now = new Date('2026-06-01T00:00:00Z');
const ago = (days: number): Date => new Date(now.getTime() - days * DAY);
const nothing: Answers = { csat: null, nps: null, intent: null };

describe('the built-in matrix', () => {
  test('is sound, and has a class for each cell', () => {
    expect(flawsOf(BUILT_IN_MATRIX)).toEqual([]);
    expect(CELLS).toHaveLength(63);
  });

  test.each([
    ['low.mid.high', 'potential', 'low-score-recovery'],
    ['high.mid.high', 'potential', 'intent-invitation'],
    ['high.high.low', 'loyal', 'referral-invitation'],
    ['low.high.low', 'risk', 'low-score-recovery'],
    ['mid.low.low', 'risk', 'low-score-recovery'],
    ['mid.mid.low', 'other', 'low-intent-research'],
    ['unknown.unknown.high', 'potential', 'intent-invitation'],
  ])('%s is %s and is meant for %s', (cell, key, playbook) => {
    expect(BUILT_IN_MATRIX.cells[cell]).toBe(key);
    expect(playbookOf(BUILT_IN_MATRIX, cell)).toBe(playbook);
  });
});

const answer = (most: number) =>
  fc.option(fc.record({ score: fc.integer({ min: 0, max: most }), at: fc.integer({ min: 0, max: 400 }).map(ago) }));
const answers = fc.record({ csat: answer(5), nps: answer(10), intent: answer(5) });

describe('classify', () => {
  test('uses what is recent, says the cell, and says when that changes by time alone', () => {
    fc.assert(
      fc.property(answers, fc.integer({ min: 1, max: 300 }), (given, days) => {
        const matrix = { ...BUILT_IN_MATRIX, days };
        const decided = classify(matrix, given, now);
        for (const measure of MEASURES) {
          const one = given[measure];
          const recent = one !== null && one.at.getTime() + days * DAY > now.getTime();
          const band = recent && one ? bandOf(one.score, matrix.cuts[measure]) : 'unknown';
          expect(bandsIn(decided.cell)[measure]).toBe(band);
        }
        expect(decided.key).toBe(decided.cell === NOTHING_KNOWN ? null : matrix.cells[decided.cell]);
        if (decided.staleAt === null) {
          expect(decided.key).toBeNull();
          return;
        }
        expect(decided.staleAt.getTime()).toBeGreaterThan(now.getTime());
        const before = new Date(decided.staleAt.getTime() - 1);
        expect(classify(matrix, given, before).cell).toBe(decided.cell);
        expect(classify(matrix, given, decided.staleAt).cell).not.toBe(decided.cell);
      }),
    );
  });

  test('nothing known is no class', () => {
    expect(classify(BUILT_IN_MATRIX, nothing, now)).toEqual({ key: null, cell: NOTHING_KNOWN, staleAt: null });
  });

  test('the newer answer wins, whichever was kept', () => {
    const [old, fresh] = [
      { score: 1, at: ago(9) },
      { score: 5, at: ago(1) },
    ];
    expect(newer(old, fresh)).toBe(fresh);
    expect(newer(fresh, old)).toBe(fresh);
    expect(newer(null, old)).toBe(old);
    expect(newer(old, null)).toBe(old);
  });
});

test('a preview counts what classify decides', () => {
  fc.assert(
    fc.property(fc.array(answers, { maxLength: 30 }), (people) => {
      const combinations = people.map((one) => {
        const { key } = classify(BUILT_IN_MATRIX, one, now);
        const recent = (measure: (typeof MEASURES)[number]) => {
          const given = one[measure];
          return given && given.at.getTime() + BUILT_IN_MATRIX.days * DAY > now.getTime() ? given.score : null;
        };
        return { class: key, csat: recent('csat'), nps: recent('nps'), intent: recent('intent'), n: 1 };
      });
      const preview = decidePreview(BUILT_IN_MATRIX, combinations);
      expect(preview.changed).toBe(0);
      expect(preview.customers).toBe(people.length);
      for (const { n, now: was } of preview.classes) expect(n).toBe(was);
      expect(preview.cells.reduce((sum, { n }) => sum + n, preview.none)).toBe(people.length);
    }),
  );
});

test('what was there, less who left, with who came, is what is there', () => {
  const key = fc.constantFrom('a', 'b', 'c', null);
  const path = fc.record({ start: key, steps: fc.array(key, { maxLength: 4 }) });
  fc.assert(
    fc.property(fc.array(path, { maxLength: 40 }), (people) => {
      const starts = people.map(({ start }) => ({ from_class: '', to_class: start ?? '', n: 1 }));
      const moved = people
        .filter(({ steps }) => steps.length > 0)
        .map(({ start, steps }) => ({ from_class: start, to_class: steps.at(-1) ?? null, n: 1 }));
      const { after, flows } = decideMoves(headcounts(starts), moved);
      for (const one of ['a', 'b', 'c']) {
        const n = people.filter(({ start, steps }) => (steps.length > 0 ? steps.at(-1) : start) === one).length;
        expect(after.find((each) => each.key === one)?.n ?? 0).toBe(n);
        const into = flows.filter(({ to }) => to === one).reduce((sum, flow) => sum + flow.n, 0);
        expect(into).toBe(n);
      }
    }),
  );
});

test('flaws name what is wrong', () => {
  const cells: Record<string, string> = { ...BUILT_IN_MATRIX.cells, 'low.low.low': 'nobody', 'a.b.c': 'risk' };
  const classes = [...BUILT_IN_MATRIX.classes, { ...BUILT_IN_MATRIX.classes[0]!, key: 'none' }];
  const cuts = { ...BUILT_IN_MATRIX.cuts, csat: [1, 6] as [number, number] };
  const flaws = flawsOf({ ...BUILT_IN_MATRIX, cells, classes, cuts }).map(({ path, flaw }) => `${path} ${flaw}`);
  expect(flaws.sort()).toEqual([
    'cells.a.b.c cell_unknown',
    'cells.low.low.low class_unknown',
    'classes.4.key class_reserved',
    'cuts.csat cuts_outside',
  ]);
  expect(cellOf(bandsIn('low.mid.high'))).toBe('low.mid.high' satisfies Cell);
});
