/** A text cut at the places where reasons are said, so that they can be marked in it. */
import type { FoundReason } from '../contract.ts';

export interface Span {
  readonly text: string;
  readonly reasons: readonly FoundReason[];
}

/** In order; joined they are the text again. Overlapping reasons share a span. */
export function spansOf(text: string, reasons: readonly FoundReason[]): Span[] {
  const edges = [...new Set([0, text.length, ...reasons.flatMap(({ start, end }) => [start, end])])]
    .filter((at) => at >= 0 && at <= text.length)
    .sort((a, b) => a - b);
  return edges.slice(1).map((end, at) => {
    const start = edges[at]!;
    return {
      text: text.slice(start, end),
      reasons: reasons.filter((reason) => reason.start <= start && reason.end >= end),
    };
  });
}
