/** How much goes on at the same time, as in the live program: several connections, several jobs of a worker. */
const LINES = 4;

/** Works through the items, several at a time; those of the same line one after the other, in their order. The first error ends it. */
export async function atOnce<T>(
  items: readonly T[],
  lineOf: (item: T) => string,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const lines = new Map<string, T[]>();
  for (const item of items) {
    const line = lineOf(item);
    const before = lines.get(line);
    if (before) before.push(item);
    else lines.set(line, [item]);
  }
  const next = lines.values();
  await Promise.all(
    Array.from({ length: Math.min(LINES, lines.size) }, async () => {
      for (const line of next) for (const item of line) await work(item);
    }),
  );
}
