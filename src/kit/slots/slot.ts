/**
 * A slot is a place where a downstream feature plugs something into an upstream one without being imported by it. The upstream
 * feature declares it (in its index.ts), the downstream one fills it (in its feature.ts).
 */
export interface Slot<T> {
  readonly name: string;
  /** Never set: carries the type of what fits. */
  readonly fits?: T;
}

export interface Filling {
  readonly slot: string;
  readonly value: unknown;
}

export function slot<T>(name: string): Slot<T> {
  return { name };
}

export function fillSlot<T>(into: Slot<T>, value: T): Filling {
  return { slot: into.name, value };
}
