/**
 * What stands in an order's detail or an event's properties, as one line: texts speak for themselves, numbers and flags
 * need their name, and a flag that is down says nothing. Texts first; at most `most` of them.
 */
export function factsOf(properties: Readonly<Record<string, unknown>>, most = 5): string[] {
  const entries = Object.entries(properties).filter(
    ([, value]) => ['string', 'number', 'boolean'].includes(typeof value) && value !== '' && value !== false,
  );
  const texts = entries.filter(([, value]) => typeof value === 'string').map(([, value]) => String(value));
  const rest = entries
    .filter(([, value]) => typeof value !== 'string')
    .map(([name, value]) => `${name} ${String(value)}`);
  return [...texts, ...rest].slice(0, most);
}
