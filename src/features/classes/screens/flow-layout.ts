/** Where the bars and bands of a picture of moves stand. Pure. */
export interface Count {
  readonly key: string | null;
  readonly n: number;
}
export interface Flow {
  readonly from: string | null;
  readonly to: string | null;
  readonly n: number;
}
export interface Bar {
  readonly key: string | null;
  readonly n: number;
  readonly y: number;
  readonly height: number;
}
export interface Band extends Flow {
  readonly y0: number;
  readonly y1: number;
  readonly height: number;
}

/** Bars on both sides on one scale, in the order given (no class last); bands leave and arrive in that order, so that few cross. */
export function layOut(
  order: readonly string[],
  before: readonly Count[],
  after: readonly Count[],
  flows: readonly Flow[],
  { height, gap }: { height: number; gap: number },
) {
  const sorted = (counts: readonly Count[]) => counts.toSorted((a, b) => rank(order, a.key) - rank(order, b.key));
  const [left, right] = [sorted(before), sorted(after)];
  const sum = (counts: readonly Count[]) => counts.reduce((total, { n }) => total + n, 0);
  const most = Math.max(left.length, right.length, 1);
  const scale = (height - gap * (most - 1)) / Math.max(1, sum(left), sum(right));
  const stack = (counts: readonly Count[]): Bar[] => {
    let y = 0;
    return counts.map(({ key, n }) => {
      const bar = { key, n, y, height: n * scale };
      y += bar.height + gap;
      return bar;
    });
  };
  const [starts, ends] = [stack(left), stack(right)];
  const used = new Map<string, number>();
  const take = (side: string, bars: readonly Bar[], key: string | null, size: number): number => {
    const at = used.get(`${side}${key}`) ?? 0;
    used.set(`${side}${key}`, at + size);
    return (bars.find((bar) => bar.key === key)?.y ?? 0) + at;
  };
  const bands = flows
    .toSorted((a, b) => rank(order, a.from) - rank(order, b.from) || rank(order, a.to) - rank(order, b.to))
    .map((flow): Band => {
      const size = flow.n * scale;
      return { ...flow, height: size, y0: take('<', starts, flow.from, size), y1: take('>', ends, flow.to, size) };
    });
  return { starts, ends, bands };
}

function rank(order: readonly string[], key: string | null): number {
  if (key === null) return order.length + 1;
  const at = order.indexOf(key);
  return at < 0 ? order.length : at;
}
