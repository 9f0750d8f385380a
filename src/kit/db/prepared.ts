/**
 * Names for statements that one process sends thousands of times (a simulated half-year, a replay), so that the server plans each of them once
 * per connection: planning was 45 % of its work there. Not for what serves people: a plan that fits all values can be a bad one for some, and a
 * column added meanwhile makes it fail once.
 */

/** Sent so often before it is worth a name. */
const OFTEN = 5;
/** Each named statement costs every connection memory; conditions put together at run time have no end of texts. */
const MOST = 600;

const seen = new Map<string, number>();
const names = new Map<string, string>();

/** undefined while a statement is too rare to have a name. */
export function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST) return known;
  const times = (seen.get(text) ?? 0) + 1;
  if (times <= OFTEN) {
    if (seen.size > 20 * MOST) seen.clear();
    seen.set(text, times);
    return undefined;
  }
  seen.delete(text);
  const name = `hx${names.size}`;
  names.set(text, name);
  return name;
}
