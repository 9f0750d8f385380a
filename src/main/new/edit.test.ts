import { expect, test } from 'vitest';
import { addEntry, addImport, addToManifest } from './edit.ts';
import { inFeature, nameOf, singular } from './names.ts';

const manifest = `import { type Feature } from '../../kit/feature.ts';
import { a } from './a.ts'; // ] not a bracket

export const notesFeature: Feature = {
  name: 'notes',
  words: { zh: '备注 ]', en: 'Notes' },
  fillings: [fillSlot(a, b)],
};
`;

test('an import goes after the last one, once', () => {
  const once = addImport(manifest, "import { c } from './c.ts';");
  expect(once.indexOf("'./c.ts'")).toBeGreaterThan(once.indexOf("'./a.ts'"));
  expect(addImport(once, "import { c } from './c.ts';")).toBe(once);
});

test('an entry goes to the end of a list', () => {
  expect(addEntry('const x = [1, [2]];', /const x = \[/, '3')).toBe('const x = [1, [2], 3, ];');
  expect(addEntry('const x = [];', /const x = \[/, '3')).toBe('const x = [ 3, ];');
  expect(addEntry("const x = ['a]', 1,\n];", /const x = \[/, '3')).toBe("const x = ['a]', 1, 3, ];");
  expect(() => addEntry('nothing', /const x = \[/, '3')).toThrow('by hand');
});

test('a manifest gets the list it lacks', () => {
  expect(addToManifest(manifest, 'fillings', 'x')).toContain('fillings: [fillSlot(a, b), x, ]');
  expect(addToManifest(manifest, 'jobs', 'x')).toContain('jobs: [x], };');
  expect(() => addToManifest(manifest.replace('fillings: [', 'fillings: all.concat(['), 'fillings', 'x')).toThrow(
    'by hand',
  );
});

test('names', () => {
  expect(nameOf('visit-notes')).toMatchObject({ camel: 'visitNotes', pascal: 'VisitNotes', snake: 'visit_notes' });
  expect(() => nameOf('VisitNotes')).toThrow('no name');
  expect(['notes', 'policies', 'branches', 'status', 'boxes', 'staff'].map(singular)).toEqual([
    'note',
    'policy',
    'branch',
    'status',
    'box',
    'staff',
  ]);
  expect(() => inFeature('customers')).toThrow('<feature>/<name>');
});
