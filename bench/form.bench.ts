/**
 * Responses of eight questions: validated by our code (which also trims, orders and drops hidden answers), by ajv against a JSON Schema of the
 * same demands, and by survey-core. All three must find the same responses complete. Only faults that all of them look for are among them:
 * survey-core takes scores out of range and answers to hidden questions as they are, ajv cannot drop what is hidden. The limit is a figure of
 * its own: 1 us per response.
 */
import { Ajv } from 'ajv';
import { Model } from 'survey-core';
import { compileForm } from '../src/engine/forms/index.ts';
import { VISIT } from '../src/engine/forms/testing/visit.ts';
import { atMost, type Bench, median } from './bench.ts';

type Given = Record<string, unknown>;

const LIMIT_US = 1;

/** Numerical Recipes' linear congruential generator: the same responses in every run. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Nine in ten are complete; the rest lack an answer that is required. Read from JSON, as a server gets them. */
function makeResponses(count: number): Given[] {
  const next = chance(7);
  return Array.from({ length: count }, () => {
    const wait = 1 + next(5);
    const again = next(6);
    const recommend = next(11);
    const far = next(2) === 0;
    const asked = again < 3 || recommend <= 6;
    const given: Given = {
      care: { doctor: 1 + next(5), wait, price: 1 + next(5) },
      ...(wait <= 3 ? { wait_why: next(2) === 0 ? ['long'] : ['long', 'seats'] } : {}),
      recommend,
      overall: 1 + next(5),
      again,
      ...(asked ? { reason: far ? 'far' : 'price' } : {}),
      ...(asked && far ? { far_where: '浦东新区' } : {}),
      words: '医生很好，等得久了一点',
    };
    if (next(10) === 0) delete given[next(2) === 0 ? 'recommend' : 'care'];
    return JSON.parse(JSON.stringify(given)) as Given;
  });
}

function withAjv(): (given: Given) => boolean {
  const score = (minimum: number, maximum: number) => ({ type: 'integer', minimum, maximum });
  return new Ajv().compile({
    type: 'object',
    additionalProperties: false,
    required: ['care', 'recommend'],
    properties: {
      care: {
        type: 'object',
        additionalProperties: false,
        required: ['doctor', 'wait', 'price'],
        properties: { doctor: score(1, 5), wait: score(1, 5), price: score(1, 5) },
      },
      wait_why: { type: 'array', uniqueItems: true, maxItems: 2, items: { enum: ['long', 'silent', 'seats'] } },
      recommend: score(0, 10),
      recommend_why: { type: 'string', maxLength: 2000 },
      overall: score(1, 5),
      again: score(0, 5),
      reason: { enum: ['price', 'far'] },
      far_where: { type: 'string', maxLength: 20 },
      words: { type: 'string', maxLength: 200 },
    },
    if: { required: ['reason'], properties: { reason: { const: 'far' } } },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    then: { required: ['far_where'] },
  });
}

function withSurveyCore(): (given: Given) => boolean {
  const model = new Model({
    elements: [
      {
        type: 'matrix',
        name: 'care',
        isRequired: true,
        eachRowRequired: true,
        columns: [1, 2, 3, 4, 5],
        rows: ['doctor', 'wait', 'price'],
      },
      {
        type: 'checkbox',
        name: 'wait_why',
        choices: ['long', 'silent', 'seats'],
        maxSelectedChoices: 2,
        visibleIf: '{care.wait} <= 3',
      },
      { type: 'rating', name: 'recommend', rateMin: 0, rateMax: 10, isRequired: true },
      { type: 'rating', name: 'overall', rateMax: 5 },
      { type: 'rating', name: 'again', rateMin: 0, rateMax: 5 },
      { type: 'radiogroup', name: 'reason', choices: ['price', 'far'], visibleIf: '{again} < 3 or {recommend} <= 6' },
      { type: 'text', name: 'far_where', maxLength: 20, isRequired: true, visibleIf: "{reason} = 'far'" },
      { type: 'comment', name: 'words', maxLength: 200 },
    ],
  });
  return (given) => {
    model.data = given;
    return model.validate(false);
  };
}

/** Microseconds per response; the count of complete ones keeps the work from being optimised away. */
function time(responses: readonly Given[], rounds: number, complete: (given: Given) => boolean) {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    let found = 0;
    const began = process.hrtime.bigint();
    for (const given of responses) if (complete(given)) found += 1;
    times.push(Number(process.hrtime.bigint() - began) / 1000 / responses.length);
    if (found === 0) throw new Error('no response was complete');
  }
  return { median: median(times), best: Math.min(...times) };
}

export const bench: Bench = {
  name: 'form',
  async run({ smoke }) {
    const responses = makeResponses(smoke ? 500 : 20_000);
    const rounds = smoke ? 3 : 15;
    const form = compileForm(VISIT);
    const ours = (given: Given) => form.validate(given).errors.length === 0;
    const ajv = withAjv();
    const surveyCore = withSurveyCore();
    const few = responses.slice(0, smoke ? 20 : 300);
    for (const given of responses) {
      if (ours(given) !== ajv(given)) throw new Error(`ajv differs: ${JSON.stringify(given)}`);
    }
    for (const given of few) {
      if (ours(given) !== surveyCore(given)) throw new Error(`survey-core differs: ${JSON.stringify(given)}`);
    }
    const us = time(responses, rounds, ours);
    const [peer, other] = [time(responses, rounds, ajv), time(few, 3, surveyCore)];
    return [
      // An absolute limit on a shared machine: the fastest round is the code, the rest is its neighbours.
      atMost('form: one response of 8 questions', 'us', us.best, LIMIT_US, 1),
      atMost('form: beside ajv', 'us', us.median, peer.median, 10),
      atMost('form: beside survey-core', 'us', us.median, other.median, 1),
    ];
  },
};
