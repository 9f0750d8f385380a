/** Reads what the object itself holds: a key such as `constructor` or `__proto__` finds nothing that was not sent. */
const has = Object.prototype.hasOwnProperty;

export type Bag = Readonly<Record<string, unknown>>;

export function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined and null both mean that nothing was answered. */
export function own(bag: Bag, key: string): unknown {
  return has.call(bag, key) ? bag[key] : undefined;
}

/** Without making a list of them. */
export function countKeys(bag: Bag): number {
  let count = 0;
  for (const _key in bag) count += 1;
  return count;
}
