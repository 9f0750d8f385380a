/**
 * 240 made companies with fixed seeds: intervals hold the truth, chance is not called a gain however often one looks, broken draws are caught. 80 in
 * the usual run, looked at every third day; all of them, every day, with `bin/huixiang test --all`.
 */
import { expect, test } from 'vitest';
import { decideScorecard } from '../decide.ts';
import { chance } from '../../../engine/stats/testing/chance.ts';
import { type Company, type CompanyPlan, makeCompany } from '../testing/company.ts';
import type { Campaign } from './campaign.ts';
import { totalsOf } from './totals.ts';

const ALL = Boolean(process.env['HUIXIANG_TEST_ALL']);
const COMPANIES = ALL ? 240 : 80;
/** Days from one look to the next. */
const STEP = ALL ? 1 : 3;
const DAY_MS = 86_400_000;
const WINDOW = 30;

/** Every kind of trouble, drawn by the number of the company. */
function planOf(number: number): CompanyPlan {
  const draw = chance(7919 * (number + 1));
  return {
    seed: number + 1,
    customers: 4000 + Math.floor(draw() * 6000),
    holdout: [0.1, 0.2, 0.3, 0.5][number % 4] ?? 0.2,
    effect: number % 2 === 0 ? 0 : 0.1 + 0.4 * draw(),
    reach: 0.4 + 0.5 * draw(),
    contamination: number % 5 === 0 ? 0.2 * draw() : 0,
    whales: number % 3 === 0 ? 0.004 : 0,
    lost: 0,
    days: 60,
  };
}

const companies = Array.from({ length: COMPANIES }, (_, number) => ({
  plan: planOf(number),
  ...makeCompany(planOf(number)),
}));
const cards = companies.map(({ campaign }) => decideScorecard(totalsOf(campaign)));
const holds = (ci: readonly [number, number] | null, value: number) => ci !== null && ci[0] <= value && value <= ci[1];
const shareOf = (hits: readonly boolean[]) => hits.filter(Boolean).length / hits.length;

test('the 95 % intervals hold the truth in 93 to 99 of 100 companies', () => {
  const of = (ci: (i: number) => readonly [number, number] | null, truth: (company: Company) => number) =>
    shareOf(companies.map((company, i) => holds(ci(i), truth(company))));
  const conversion = of(
    (i) => cards[i]?.conversion.ci ?? null,
    ({ truth }) => truth.conversion,
  );
  const revenue = of(
    (i) => cards[i]?.revenue.raw.ci ?? null,
    ({ truth }) => truth.revenue,
  );
  console.log(`coverage: conversion ${conversion.toFixed(4)}, revenue ${revenue.toFixed(4)}`);
  for (const share of [conversion, revenue]) {
    expect(share).toBeGreaterThanOrEqual(0.93);
    expect(share).toBeLessThanOrEqual(0.99);
  }
});

test('without an effect at most 5 in 100 are called a gain: at one look, and at many over 60 days', {
  timeout: 120_000,
}, () => {
  const idle = companies.flatMap(({ plan, campaign }, i) => (plan.effect === 0 ? [{ campaign, card: cards[i] }] : []));
  expect(idle.length).toBeGreaterThanOrEqual(COMPANIES / 2.4);
  const once = shareOf(idle.map(({ card }) => card?.verdict === 'proven_gain'));
  const daily = shareOf(idle.map(({ campaign }) => looks(campaign).some((verdict) => verdict === 'proven_gain')));
  console.log(`false gains: one look ${once.toFixed(4)}, looks over 60 days ${daily.toFixed(4)}`);
  expect(once).toBeLessThanOrEqual(0.05);
  expect(daily).toBeLessThanOrEqual(0.05);
});

test('a strong effect is proven, and called so on the side it is on', () => {
  const strong = companies.flatMap(({ plan, truth }, i) =>
    plan.effect > 0.3 && truth.conversion > 0.02 ? [cards[i]?.verdict] : [],
  );
  expect(strong.length).toBeGreaterThan(COMPANIES / 12);
  expect(strong).not.toContain('proven_loss');
  expect(shareOf(strong.map((verdict) => verdict === 'proven_gain'))).toBeGreaterThan(0.5);
});

test('a broken draw is caught in 95 of 100, an honest one is blamed in less than 1', () => {
  const broken = Array.from({ length: ALL ? 100 : 40 }, (_, number) => {
    const plan = { ...planOf(number), seed: 10_000 + number, lost: 0.3, holdout: number % 2 === 0 ? 0.2 : 0.5 };
    return decideScorecard(totalsOf(makeCompany(plan).campaign)).verdict === 'invalid';
  });
  const blamed = shareOf(cards.map(({ verdict }) => verdict === 'invalid'));
  console.log(`broken draws caught ${shareOf(broken).toFixed(2)}, honest ones blamed ${blamed.toFixed(4)}`);
  expect(shareOf(broken)).toBeGreaterThanOrEqual(0.95);
  expect(blamed).toBeLessThan(0.01);
});

test('contact of control is told: over a tenth a warning, over 30 % diluted', () => {
  const codes = (contamination: number) => {
    const { campaign } = makeCompany({ ...planOf(1), contamination });
    return decideScorecard(totalsOf(campaign)).warnings.map(({ code }) => code);
  };
  expect(codes(0.02)).not.toContain('control_contacted');
  expect(codes(0.2)).toContain('control_contacted');
  expect(codes(0.5)).toContain('control_diluted');
});

/** The verdict of the always-valid mode at each look in 60 days: of those who had matured by then. */
function looks(campaign: Campaign): string[] {
  const first = Math.min(...campaign.people.map(({ enteredAt }) => enteredAt));
  return Array.from({ length: 60 / STEP }, (_, look) => {
    const day = 59 - look * STEP;
    const matured = campaign.people.filter(({ enteredAt }) => enteredAt <= first + day * DAY_MS);
    const totals = totalsOf({ ...campaign, people: matured, contacts: [] });
    const registered = { ...totals.registered, windowDays: WINDOW, mode: 'always_valid' as const, plannedN: 5000 };
    return decideScorecard({ ...totals, registered }).verdict;
  });
}
