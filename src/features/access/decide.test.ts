import { expect, test } from 'vitest';
import { beyond, permissionsOf, scopeFor, withoutSecrets } from './decide.ts';

const declared = [
  'access:read',
  'access:write',
  'access:keys',
  'access:audit',
  'customers:read',
  'customers:write',
  'customers:export',
  'playbooks:read',
  'playbooks:write',
  'tasks:read',
  'tasks:write',
];

test.each([
  ['administrator', declared],
  ['manager', declared.filter((one) => !['access:write', 'access:keys', 'access:audit'].includes(one))],
  [
    'supervisor',
    [
      'access:read',
      'customers:read',
      'customers:write',
      'customers:export',
      'playbooks:read',
      'tasks:read',
      'tasks:write',
    ],
  ],
  ['agent', ['customers:read', 'customers:write', 'playbooks:read', 'tasks:read', 'tasks:write']],
  ['viewer', ['customers:read', 'playbooks:read', 'tasks:read']],
] as const)('%s', (role, expected) => {
  expect([...permissionsOf(role, declared)].sort()).toEqual([...expected].sort());
});

test('the command line holds everything; nobody else holds what she does not', () => {
  expect(beyond(new Set(['*']), ['access:write'])).toEqual([]);
  expect(beyond(new Set(['access:read']), ['access:read', 'access:write'])).toEqual(['access:write']);
});

test('an administrator sees everything, the others what is said or usual', () => {
  expect(scopeFor('administrator', 'own')).toBe('all');
  expect(scopeFor('agent', undefined)).toBe('own');
  expect(scopeFor('agent', 'team')).toBe('team');
});

test('no secret reaches the log, at any depth', () => {
  const detail = {
    name: 'a\0b',
    password: 'p',
    nested: { apiKey: 'k', list: [{ access_token: 't', kept: 1 }] },
    at: new Date(0),
    gone: undefined,
  };
  expect(withoutSecrets(detail)).toEqual({
    name: 'ab',
    password: '[redacted]',
    nested: { apiKey: '[redacted]', list: [{ access_token: '[redacted]', kept: 1 }] },
    at: '1970-01-01T00:00:00.000Z',
  });
});
