/**
 * What stands in an order's detail or an event's properties, as one line: texts speak for themselves, numbers and flags
 * need their name, and a flag that is down says nothing. Texts first; at most `most` of them.
 */
/** Names of ours that lead from an event to what wrote it: for programs, not for people. */
const INNER = new Set(
  'run playbook form formVersion version epoch response delivery message task flow node via from key'.split(' '),
);
const OWN_ID = /^[a-z]{2,8}_[0-9a-f]{20,}$/;

export function factsOf(properties: Readonly<Record<string, unknown>>, most = 5): string[] {
  const entries = Object.entries(properties).filter(
    ([name, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value) &&
      value !== '' &&
      value !== false &&
      !INNER.has(name) &&
      !OWN_ID.test(String(value)),
  );
  const texts = entries.filter(([, value]) => typeof value === 'string').map(([, value]) => String(value));
  const rest = entries
    .filter(([, value]) => typeof value !== 'string')
    .map(([name, value]) => `${name} ${String(value)}`);
  return [...texts, ...rest].slice(0, most);
}
