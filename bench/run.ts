/** `bin/huixiang bench <name>`: prints a table, or with --json one line. Exit code 1 when a goal is missed. */
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Bench, Figure } from './bench.ts';

const here = new URL('.', import.meta.url);
const names = readdirSync(here)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
  .sort();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, smoke: { type: 'boolean', default: false } },
});
const wanted = positionals[0] === 'all' ? names : positionals;
const unknown = wanted.find((name) => !names.includes(name));
if (wanted.length === 0 || unknown !== undefined) {
  process.stderr.write(
    `${unknown ? `there is no bench ${unknown}\n` : ''}  bin/huixiang bench NAME [--smoke] [--json]\n  benches: ${names.join(', ')}, all\n`,
  );
  process.exit(2);
}

const round = (value: number): number => Number(value.toPrecision(4));

function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, ours, reference, ratio, unit, goal, pass }) => [
    name,
    `${round(ours)} ${unit}`,
    `${round(reference)} ${unit}`,
    String(round(ratio)),
    goal,
    values.smoke ? 'smoke' : pass ? 'pass' : 'MISSED',
  ]);
  const all = [['figure', 'ours', 'reference', 'ratio', 'goal', ''], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

let missed = false;
for (const name of wanted) {
  const { bench } = (await import(new URL(`${name}.bench.ts`, here).href)) as { bench: Bench };
  const figures = await bench.run({
    smoke: values.smoke,
    ...(process.env['DATABASE_URL'] ? { databaseUrl: process.env['DATABASE_URL'] } : {}),
  });
  missed ||= !values.smoke && figures.some((figure) => !figure.pass);
  process.stdout.write(values.json ? `${JSON.stringify({ bench: name, figures })}\n` : `${name}\n${table(figures)}\n`);
}
process.exit(missed ? 1 : 0);
