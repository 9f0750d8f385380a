import { expect, test } from 'vitest';
import { commonErrors } from '../../src/kit/errors.ts';
import { readManifests } from './manifests.ts';

const manifests = await readManifests();
const endpoints = manifests.flatMap(({ name, routes = [] }) =>
  routes.map(({ endpoint }) => ({ room: name, ...endpoint })),
);

test('operation names and addresses are unique', () => {
  expect(endpoints.length).toBeGreaterThan(40);
  const names = endpoints.map(({ name }) => name);
  const places = endpoints.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`);
  for (const list of [names, places]) expect(list.filter((each, at) => list.indexOf(each) !== at)).toEqual([]);
});

test('every error an endpoint names is declared by its room, one upstream, or the kit', () => {
  const known = new Set(Object.keys(commonErrors));
  const unknown: string[] = [];
  for (const { name, errors = {}, routes = [] } of manifests) {
    for (const code of Object.keys(errors)) known.add(code);
    for (const { endpoint } of routes) {
      for (const code of endpoint.errors ?? [])
        if (!known.has(code)) unknown.push(`${name}: ${endpoint.name} names ${code}`);
    }
  }
  expect(unknown).toEqual([]);
});

test('every permission an endpoint asks for is declared', () => {
  const declared = new Set<string>(manifests.flatMap(({ permissions = [] }) => permissions.map(({ name }) => name)));
  const asked = endpoints.filter(({ access }) => access.includes(':') && !declared.has(access));
  expect(asked.map(({ name, access }) => `${name}: ${access}`)).toEqual([]);
});

test('nothing inside a workspace is open to the public', () => {
  const open = endpoints.filter(({ path, access }) => path.startsWith('/api/w/') && access === 'public');
  expect(open.map(({ name }) => name)).toEqual([]);
});
