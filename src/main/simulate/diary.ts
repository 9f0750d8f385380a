/** What is going to happen, in the order of time. */
export interface Entry<T> {
  readonly at: number;
  readonly what: T;
}

export interface Diary<T> {
  add(at: number, what: T): void;
  /** Takes out everything up to and including this instant, earliest first; of the same instant, what was added first. */
  until(at: number): Entry<T>[];
  readonly size: number;
}

export function openDiary<T>(): Diary<T> {
  let entries: (Entry<T> & { readonly order: number })[] = [];
  let sorted = true;
  let order = 0;
  return {
    add(at, what) {
      entries.push({ at, what, order: order++ });
      sorted = false;
    },
    until(at) {
      if (!sorted) entries.sort((a, b) => a.at - b.at || a.order - b.order);
      sorted = true;
      const end = entries.findIndex((entry) => entry.at > at);
      const due = end < 0 ? entries : entries.slice(0, end);
      entries = end < 0 ? [] : entries.slice(end);
      return due;
    },
    get size() {
      return entries.length;
    },
  };
}
