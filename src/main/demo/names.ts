import type { Chance } from './chance.ts';
import { cohortOf, stockOf } from './given-names.ts';
import { SURNAMES } from './surnames.ts';
import type { Gender } from './types.ts';

export function surname(chance: Chance): string {
  return chance.weigh(SURNAMES);
}

/** A given name as parents of that year would have chosen it. */
export function givenName(chance: Chance, gender: Gender, birthYear: number): string {
  const cohort = cohortOf(birthYear);
  const stock = stockOf(cohort, gender);
  if (chance.hits(cohort.single)) return chance.pick(Array.from(stock.single));
  if (chance.hits(0.45)) return chance.pick(stock.whole);
  const first = chance.pick(Array.from(stock.first));
  const rest = Array.from(stock.second).filter((character) => character !== first);
  return first + chance.pick(rest);
}

/**
 * Prefixes that have the shape of a mainland mobile number but that no carrier has been given (2026-11): a demo that somebody connects to a
 * real SMS account must not reach a stranger. libphonenumber's /min rules, which the product uses, accept them.
 */
const UNASSIGNED = ['154', '160', '163', '164', '168', '169', '194'];

/** The nth phone number of the company; different n give different numbers. */
export function phoneNumber(n: number): string {
  const prefix = UNASSIGNED[n % UNASSIGNED.length];
  // 7,654,321 and 10^8 have no common divisor, so the walk does not meet itself before 10^8 steps
  const rest = (31_415_926 + n * 7_654_321) % 100_000_000;
  return `${prefix}${String(rest).padStart(8, '0')}`;
}
