/**
 * A linear model over hashed features, small enough to travel with the program: buckets of four features each, a feature being eight bits
 * of its hash and an int8 weight. 2^15 buckets are 256 KiB. What a model has not learnt is not in it (but for one feature in 64 that
 * looks like one that is), so rare words of a new domain add no noise: worth 0.3 to 1 point over a plain hashed table of the same size.
 */
import type { Features } from './features.ts';

export const WAYS = 4;

export interface LinearModel {
  readonly version: string;
  /** Four hash bytes per bucket; 0 is an empty place. The number of buckets is a power of two. */
  readonly keys: Uint32Array;
  readonly weights: Int8Array;
  /** What a weight of 1 is worth. */
  readonly scale: number;
  readonly bias: number;
  /** Turns the sum into log odds: found on held-out texts. */
  readonly slope: number;
  readonly offset: number;
}

/** The byte by which a feature is known in its bucket; never 0. */
export function keyOf(hash: number): number {
  return (hash >>> 24) & 0xff || 1;
}

/** Index of the feature's weight, or -1. */
export function placeOf(keys: Uint32Array, hash: number): number {
  const bucket = hash & (keys.length - 1);
  const word = keys[bucket]!;
  const key = hash >>> 24 || 1;
  if ((word & 0xff) === key) return bucket << 2;
  if (((word >>> 8) & 0xff) === key) return (bucket << 2) | 1;
  if (((word >>> 16) & 0xff) === key) return (bucket << 2) | 2;
  if (word >>> 24 === key) return (bucket << 2) | 3;
  return -1;
}

export interface Scored {
  /** Log odds of the gate. */
  readonly gate: number;
  /** Log odds of the polarity, of the whole text and clause by clause. */
  readonly whole: number;
  readonly clauses: Float64Array;
}

/** Both models in one pass: the look-ups of the one do not wait for those of the other. */
export function scorePair(gate: LinearModel, polarity: LinearModel, features: Features, clauses: number): Scored {
  const { keys, weights } = polarity;
  const { keys: gateKeys, weights: gateWeights } = gate;
  const { hashes, first, ends } = features;
  const perClause = new Float64Array(clauses);
  let sum = 0;
  let known = 0;
  let gateSum = 0;
  let gateKnown = 0;
  let at = 0;
  for (let clause = 0; clause < clauses; clause++) {
    let part = 0;
    let knownHere = 0;
    const end = ends[clause]!;
    for (; at < end; at++) {
      const hash = hashes[at]!;
      const place = placeOf(keys, hash);
      if (place >= 0) {
        part += weights[place]!;
        knownHere++;
      }
      if (first[at] === 0) continue;
      if (place >= 0) {
        sum += weights[place]!;
        known++;
      }
      const gatePlace = placeOf(gateKeys, hash);
      if (gatePlace >= 0) {
        gateSum += gateWeights[gatePlace]!;
        gateKnown++;
      }
    }
    perClause[clause] = odds(polarity, part, knownHere);
  }
  return { gate: odds(gate, gateSum, gateKnown), whole: odds(polarity, sum, known), clauses: perClause };
}

/** Log odds of the whole text alone. */
export function scoreWhole(model: LinearModel, features: Features): number {
  const { keys, weights } = model;
  const { hashes, first, n } = features;
  let sum = 0;
  let known = 0;
  for (let at = 0; at < n; at++) {
    if (first[at] === 0) continue;
    const place = placeOf(keys, hashes[at]!);
    if (place < 0) continue;
    sum += weights[place]!;
    known++;
  }
  return odds(model, sum, known);
}

function odds(model: LinearModel, sum: number, known: number): number {
  const raw = known === 0 ? 0 : (sum * model.scale) / Math.sqrt(known);
  return (raw + model.bias) * model.slope + model.offset;
}

/** From log odds to -1..1. */
export function toScore(odds: number): number {
  return 2 / (1 + Math.exp(-odds)) - 1;
}
