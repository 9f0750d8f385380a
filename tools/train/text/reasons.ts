/**
 * Reasons of complaint against what a person read: 120 held-out complaints of at most 160 signs, drawn by hash, each given the reasons it names
 * before the program was asked. The file holds hashes of the texts and codes, no text.
 */
import { createHash } from 'node:crypto';
import { compileTaxonomy } from '../../../src/engine/text/index.ts';
import { openBuiltIn } from '../../../src/features/feedback/models/built-in.ts';
import { DEFAULT_TAXONOMY } from '../../../src/features/feedback/words-taxonomy.ts';
import byHand from './reasons-by-hand.json' with { type: 'json' };
import { readChinese } from './rows.ts';

interface Count {
  hit: number;
  wrong: number;
  missed: number;
}

function line(name: string, { hit, wrong, missed }: Count): string {
  const percent = (part: number, whole: number): string => ((100 * part) / Math.max(1, whole)).toFixed(1).padStart(6);
  const f1 = percent(2 * hit, 2 * hit + wrong + missed);
  return `${name.padEnd(14)} ${String(hit + missed).padStart(4)}  precision ${percent(hit, hit + wrong)}  recall ${percent(hit, hit + missed)}  F1 ${f1}`;
}

export async function reasonsByHand(folder: string): Promise<void> {
  const { analyse } = await openBuiltIn();
  const taxonomy = compileTaxonomy(DEFAULT_TAXONOMY);
  const labels = new Map<string, readonly string[]>(Object.entries(byHand));
  const counts = new Map<string, Count>();
  const all: Count = { hit: 0, wrong: 0, missed: 0 };
  for (const { text, key } of readChinese(folder)) {
    const wanted = labels.get(createHash('sha256').update(key).digest('hex').slice(0, 16));
    if (!wanted) continue;
    const found = analyse(text, { taxonomy }).reasons.flatMap(({ code, polarity }) =>
      polarity === 'negative' ? [code] : [],
    );
    for (const code of new Set([...wanted, ...found])) {
      const count = counts.get(code) ?? { hit: 0, wrong: 0, missed: 0 };
      counts.set(code, count);
      const what = !wanted.includes(code) ? 'wrong' : found.includes(code) ? 'hit' : 'missed';
      count[what]++;
      all[what]++;
    }
  }
  console.log(line('all reasons', all));
  for (const [code, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(line(code, count));
}
