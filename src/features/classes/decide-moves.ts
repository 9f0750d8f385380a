/** From counted moves to how many there are, were, and went where. Pure. */

export interface Flow {
  readonly from_class: string;
  readonly to_class: string;
  readonly n: number;
}

/** Who came minus who went, by class. From the beginning of time that is how many there are; over a period, by how much it changed. */
export function headcounts(flows: readonly Flow[]): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string, n: number): void => {
    if (key !== '') counts.set(key, (counts.get(key) ?? 0) + n);
  };
  for (const { from_class: from, to_class: to, n } of flows) {
    add(to, n);
    add(from, -n);
  }
  return counts;
}

export interface Pair {
  readonly from_class: string | null;
  readonly to_class: string | null;
  readonly n: number;
}

/** Who did not move stays: those there were before, less those who moved. Who went and came back has moved nowhere. */
export function decideMoves(before: ReadonlyMap<string, number>, moved: readonly Pair[]) {
  const flows: { from: string | null; to: string | null; n: number }[] = moved
    .filter(({ from_class: from, to_class: to }) => from !== to)
    .map(({ from_class: from, to_class: to, n }) => ({ from, to, n }));
  const after = new Map(before);
  let newcomers = 0;
  for (const { from, to, n } of flows) {
    if (from === null) newcomers += n;
    else after.set(from, (after.get(from) ?? 0) - n);
    if (to !== null) after.set(to, (after.get(to) ?? 0) + n);
  }
  const left = flows.filter(({ to }) => to === null).reduce((sum, { n }) => sum + n, 0);
  const stayed = [...before].map(([key, n]) => ({
    from: key,
    to: key,
    n: n - flows.filter(({ from }) => from === key).reduce((sum, flow) => sum + flow.n, 0),
  }));
  const listed = (counts: ReadonlyMap<string, number>, none: number) => [
    ...[...counts].filter(([, n]) => n > 0).map(([key, n]) => ({ key: key as string | null, n })),
    ...(none > 0 ? [{ key: null, n: none }] : []),
  ];
  return {
    before: listed(before, newcomers),
    after: listed(after, left),
    flows: [...stayed.filter(({ n }) => n > 0), ...flows],
  };
}

/** `2026-11` and 2 gives `2027-01`. */
export function addMonths(month: string, by: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}
