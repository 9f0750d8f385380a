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

export function holdsKey(bag: Bag, key: string): boolean {
  return has.call(bag, key);
}
