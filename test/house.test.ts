import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { river } from '../src/kit/river.ts';
import { cruiseHouse, type WallReport } from '../tools/walls/cruise.ts';
import { unregistered } from '../tools/walls/registered.ts';
import { wallRules } from '../tools/walls/rules.ts';
import { clean, packages, plants } from './house/planted.ts';
import { root } from './house/root.ts';
import { withTree } from './house/tree.ts';

const say = (each: { rule: string; from: string; to: string }) => `${each.rule}: ${each.from} -> ${each.to}`;

// Read once for all that is asked of it: it is the whole program.
let report: WallReport;
beforeAll(async () => {
  report = await cruiseHouse(root);
}, 120_000);

test('the walls stand', () => {
  // dependency-cruiser with a TypeScript it does not know reads nothing and reports no violation
  expect(report.modules.length).toBeGreaterThan(100);
  expect(report.modules.filter((module) => module.imports.length > 0).length).toBeGreaterThan(80);
  expect(report.violations.map(say)).toEqual([]);
});

test('every file in a slot folder and every manifest is registered', () => {
  expect(unregistered(report)).toEqual([]);
});

test('a clean house passes', { timeout: 60_000 }, async () => {
  const found = await withTree({ ...packages, ...clean }, (folder) => cruiseHouse(folder));
  expect(found.modules.length).toBe(Object.keys(clean).length - 1); // all but package.json
  expect(found.violations.map(say)).toEqual([]);
});

test('each wall catches its planted violation', { timeout: 60_000 }, async () => {
  const cracks = Object.fromEntries(plants.map((plant) => [plant.file, plant.source]));
  const found = await withTree({ ...packages, ...clean, ...cracks }, (folder) => cruiseHouse(folder));
  for (const plant of plants) {
    const caught = found.violations.some(
      (each) => each.rule === plant.rule && `${each.from} ${each.to}`.includes(plant.file),
    );
    expect(caught, `${plant.rule} in ${plant.file}`).toBe(true);
  }
  const planted = new Set(plants.map((plant) => plant.rule.split('/')[0]));
  for (const rule of wallRules()) expect(planted, 'a wall without a plant').toContain(rule.name?.split('/')[0]);
});

test('every room is in the river', () => {
  const folder = join(root, 'src/features');
  const rooms = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory());
  const order: readonly string[] = river;
  for (const room of rooms) {
    expect(order, `src/features/${room.name}: name it in src/kit/river.ts`).toContain(room.name);
    expect(existsSync(join(folder, room.name, 'README.md')), `${room.name}/README.md`).toBe(true);
  }
  expect(new Set(river).size).toBe(river.length);
});
