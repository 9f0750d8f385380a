/** Addresses in a text in pieces, exchanged for others. Pure. */
import type { Segment } from '../../engine/template/index.ts';
import { urlsIn } from '../../engine/urls/index.ts';

interface Found {
  readonly url: string;
  readonly from: number;
  readonly to: number;
}

/** `fixed`: only what a variable brought whole; an address that begins in the words around it stays. */
export function addressesIn(text: readonly Segment[], fixed: boolean): string[] {
  return foundIn(text, fixed).map(({ url }) => url);
}

function foundIn(text: readonly Segment[], fixed: boolean): Found[] {
  const found = urlsIn(text.map((piece) => piece.text).join('')).map(({ url, at }) => ({
    url,
    from: at,
    to: at + url.length,
  }));
  if (!fixed) return found;
  const spans = spansOf(text).filter(({ piece }) => piece.path !== undefined);
  return found.filter(({ from, to }) => spans.some((span) => span.from <= from && to <= span.to));
}

function spansOf(text: readonly Segment[]) {
  let at = 0;
  return text.map((piece) => {
    const from = at;
    at += piece.text.length;
    return { piece, from, to: at };
  });
}

/**
 * An address may lie over several pieces (`https://shop.example/o/{{order.id}}`): what it becomes stands in the piece in which it begins. One for
 * which there is nothing stays.
 */
export function exchanged(
  text: readonly Segment[],
  fixed: boolean,
  exchange: (url: string) => string | undefined,
): readonly Segment[] {
  const changes = foundIn(text, fixed).flatMap((found) => {
    const to = exchange(found.url);
    return to === undefined ? [] : [{ ...found, becomes: to }];
  });
  if (changes.length === 0) return text;
  return spansOf(text).flatMap(({ piece, from, to }): Segment[] => {
    let said = '';
    let at = from;
    for (const change of changes) {
      if (change.to <= at || change.from >= to) continue;
      if (change.from >= at) said += piece.text.slice(at - from, change.from - from) + change.becomes;
      at = Math.min(change.to, to);
    }
    said += piece.text.slice(at - from);
    return said === '' && piece.text !== '' ? [] : [{ ...piece, text: said }];
  });
}
