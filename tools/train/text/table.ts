/** From weights of all features to the small table a model is: the features that matter most, learnt once more and written as int8. */
import { keyOf, type LinearModel, placeOf, type Reader, WAYS } from '../../../src/engine/text/index.ts';
import { descendTogether, type Packed, type Weights } from './descend.ts';

/** Bits of the hash that tell features apart while the important ones are chosen. */
const WIDE = 22;
/** A feature of fewer texts is not learnt. */
const FEWEST = 2;

export interface Labelled {
  readonly text: string;
  readonly y: 0 | 1;
}

/** Whole 32-bit hashes. */
export function packRows(rows: readonly Labelled[], read: Reader, language: 'zh' | 'en'): Packed {
  const hashes: Uint32Array[] = [];
  const off = new Uint32Array(rows.length + 1);
  rows.forEach(({ text }, i) => {
    const { features } = read(text, language);
    const own = features.hashes.slice(0, features.n).filter((_, j) => features.first[j]);
    hashes.push(own);
    off[i + 1] = off[i]! + own.length;
  });
  const idx = new Uint32Array(off[rows.length]!);
  hashes.forEach((own, i) => idx.set(own, off[i]));
  return { idx, off, y: Uint8Array.from(rows, ({ y }) => y), n: rows.length };
}

/** Another numbering of the features; those that get -1 are left out. */
function renumber(data: Packed, to: (hash: number) => number): Packed {
  const idx = new Uint32Array(data.idx.length);
  const off = new Uint32Array(data.n + 1);
  let n = 0;
  for (let i = 0; i < data.n; i++) {
    for (let j = data.off[i]!; j < data.off[i + 1]!; j++) {
      const k = to(data.idx[j]!);
      if (k >= 0) idx[n++] = k;
    }
    off[i + 1] = n;
  }
  return { idx: idx.slice(0, n), off, y: data.y, n: data.n };
}

/** Places the features in the order of what they change, as long as their bucket has room. */
function choose(data: Packed, weights: Weights, buckets: number): Uint32Array {
  const mask = (1 << WIDE) - 1;
  const texts = new Uint32Array(mask + 1);
  const hashOf = new Uint32Array(mask + 1);
  for (const hash of data.idx) {
    texts[hash & mask]!++;
    hashOf[hash & mask] = hash;
  }
  const weight = (k: number): number => Math.abs(weights.w[k]!) * Math.sqrt(texts[k]!);
  const best = Array.from(texts.keys())
    .filter((k) => texts[k]! >= FEWEST)
    .sort((a, b) => weight(b) - weight(a));
  const keys = new Uint32Array(buckets);
  const filled = new Uint8Array(buckets);
  for (const k of best) {
    const hash = hashOf[k]!;
    const bucket = hash & (buckets - 1);
    if (filled[bucket] === WAYS || placeOf(keys, hash) >= 0) continue;
    keys[bucket] = (keys[bucket]! | (keyOf(hash) << (8 * filled[bucket]!))) >>> 0;
    filled[bucket]!++;
  }
  return keys;
}

/** A feature whose weight is written as 0 says nothing: its place stays empty. */
function withoutZeros(keys: Uint32Array, weights: Int8Array): Uint32Array {
  return keys.map((word, bucket) => {
    let kept = 0;
    for (let way = 0; way < WAYS; way++) if (weights[bucket * WAYS + way] !== 0) kept |= word & (0xff << (8 * way));
    return kept >>> 0;
  });
}

export type Draft = Omit<LinearModel, 'version' | 'slope' | 'offset'>;

export function buildTable(data: Packed, buckets: number, rounds: number, constant: boolean): Draft {
  const wide = renumber(data, (hash) => hash & ((1 << WIDE) - 1));
  const keys = choose(data, descendTogether(wide, 1 << WIDE, 1, constant), buckets);
  const { w, b } = descendTogether(
    renumber(data, (hash) => placeOf(keys, hash)),
    buckets * WAYS,
    rounds,
    constant,
  );
  // A handful of extreme weights may not cost all others their precision.
  const sorted = w.map(Math.abs).sort();
  const scale = (sorted[Math.floor(sorted.length * 0.9998)] || 1) / 127;
  const weights = Int8Array.from(w, (value) => Math.max(-127, Math.min(127, Math.round(value / scale))));
  return { keys: withoutZeros(keys, weights), weights, scale, bias: b };
}
