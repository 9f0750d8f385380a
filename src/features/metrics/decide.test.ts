import { describe, expect, test } from 'vitest';
import type { Form } from '../../engine/forms/form.ts';
import { BUILT_IN, type MetricDefinition } from './contract.ts';
import { decideFigure, decideRate, flawOf } from './decide.ts';
import { scoresIn } from './decide-readings.ts';

const definition = (metric: string) =>
  BUILT_IN.find((one) => one.metric === metric)?.definition as unknown as MetricDefinition;

describe('figures', () => {
  test('nps: promoters minus detractors, with its interval', () => {
    const counts = [
      { score: 10, n: 150 },
      { score: 9, n: 50 },
      { score: 8, n: 120 },
      { score: 6, n: 50 },
      { score: 0, n: 30 },
    ];
    const figure = decideFigure(definition('nps'), counts);
    expect(figure).toMatchObject({ n: 400, value: 30, missing: null, lacking: 0, mean: null });
    expect(figure.ci?.map((end) => Number(end.toFixed(2)))).toEqual([22.35, 37.65]);
  });

  test('csat: the share of 4 and 5 by Wilson, and the mean by t', () => {
    const figure = decideFigure(definition('csat'), [
      { score: 5, n: 60 },
      { score: 4, n: 21 },
      { score: 3, n: 100 },
      { score: 1, n: 82 },
    ]);
    // Newcombe 1998, table I: 81 of 263
    expect(figure.ci?.map((end) => Number(end.toFixed(4)))).toEqual([0.2553, 0.3662]);
    expect(figure.mean).toBeCloseTo((300 + 84 + 300 + 82) / 263, 12);
    expect(figure.mean_ci?.[0]).toBeLessThan(figure.mean ?? 0);
  });

  test('below thirty answers there is no figure, and how many lack is said', () => {
    expect(decideFigure(definition('intent'), [])).toMatchObject({
      n: 0,
      value: null,
      missing: 'no_answers',
      lacking: 30,
    });
    expect(decideFigure(definition('intent'), [{ score: 5, n: 29 }])).toMatchObject({
      n: 29,
      value: null,
      ci: null,
      missing: 'too_few',
      lacking: 1,
    });
    expect(decideFigure(definition('intent'), [{ score: 5, n: 30 }])).toMatchObject({ value: 1, mean: 5, lacking: 0 });
  });

  test('the response rate is of those asked; nobody asked is no rate', () => {
    expect(decideRate({ asked: 100, answered: 9 })).toMatchObject({ asked: 100, answered: 9, value: 0.09 });
    expect(decideRate({ asked: 0, answered: 0 })).toBeNull();
    expect(decideRate(null)).toBeNull();
  });

  test('definitions that make no sense are refused', () => {
    expect(flawOf({ kind: 'nps', promoter: 6, detractor: 6 })).toBe('order');
    expect(flawOf({ kind: 'share', scale: [1, 5], from: 6 })).toBe('outside');
    expect(flawOf({ kind: 'share', scale: [1, 5], from: 5 })).toBeNull();
  });
});

const words = (text: string) => ({ zh: text, en: text });
const form = (questions: Form['questions']): Form => ({ key: 'f', title: words('f'), questions });
const stars = { kind: 'stars', metric: 'csat', title: words('q') } as const;

describe('readings', () => {
  test('rows are dimensions; the whole is the question without rows, else their mean', () => {
    const rows = [
      { id: 'doctor', label: words('医生') },
      { id: 'price', label: words('价格') },
    ];
    const both = form([
      { ...stars, id: 'all' },
      { ...stars, id: 'parts', rows },
    ]);
    expect(scoresIn(both, { all: 2, parts: { doctor: 5, price: 4 } }).map((one) => [one.dimension, one.score])).toEqual(
      [
        ['', 2],
        ['doctor', 5],
        ['price', 4],
      ],
    );
    expect(scoresIn(both, { parts: { doctor: 5, price: 4 } })[0]?.score).toBe(4.5);
    expect(scoresIn(both, { parts: { price: 4 } }).length).toBe(2);
    expect(scoresIn(both, {})).toEqual([]);
  });

  test('stars of another number are read as of five; nps and scales as they are', () => {
    expect(scoresIn(form([{ ...stars, id: 'a', most: 10 }]), { a: 10 })[0]?.score).toBe(5);
    expect(scoresIn(form([{ ...stars, id: 'a', most: 3 }]), { a: 2 })[0]?.score).toBe(3);
    const both = form([
      { kind: 'nps', id: 'n', title: words('n'), metric: 'nps' },
      { kind: 'scale', id: 'i', title: words('i'), from: 0, to: 5, metric: 'intent' },
    ]);
    expect(scoresIn(both, { n: 0, i: 0 }).map((one) => [one.metric, one.score])).toEqual([
      ['nps', 0],
      ['intent', 0],
    ]);
  });
});
