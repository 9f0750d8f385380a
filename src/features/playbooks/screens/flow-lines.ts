/** The lines between a node that splits, its ways, and what follows them. */
import { type RefObject, useLayoutEffect, useState } from 'react';
import type { FlowNode } from '../../../engine/flow/tree.ts';

/** Nobody comes out of these nodes: the last of them ends the run, in every way it has. */
export function endsIn(nodes: readonly FlowNode[]): boolean {
  const last = nodes.at(-1);
  switch (last?.kind) {
    case 'end':
      return true;
    case 'branch':
      return [...last.cases.map((each) => each.do), last.otherwise].every(endsIn);
    case 'parallel':
      return last.lanes.some((lane) => endsIn(lane.do));
    default:
      return false;
  }
}

/** Down, over and down again, with round corners; straight where both ends stand above each other. */
export function elbow(fromX: number, fromY: number, toX: number, toY: number): string {
  const over = toX - fromX;
  if (Math.abs(over) < 1) return `M${fromX} ${fromY}V${toY}`;
  const r = Math.min(8, Math.abs(over) / 2);
  const side = Math.sign(over) * r;
  const y = fromY + 14;
  return `M${fromX} ${fromY}V${y - r}Q${fromX} ${y} ${fromX + side} ${y}H${toX - side}Q${toX} ${y} ${toX} ${y + r}V${toY}`;
}

interface Centres {
  readonly centres: readonly number[];
  readonly middle: number;
  readonly height: number;
}

const UNKNOWN: Centres = { centres: [], middle: 0, height: 0 };

/** Where the middle of each way lies: ways are as wide as what stands in them, which only the browser knows. */
export function useCentres(box: RefObject<HTMLElement | null>, ways: number): Centres {
  const [known, setKnown] = useState(UNKNOWN);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      const centres = [...element.querySelectorAll<HTMLElement>(':scope > .way')].map(
        ({ offsetLeft, offsetWidth }) => offsetLeft + offsetWidth / 2,
      );
      const next = { centres, middle: element.offsetWidth / 2, height: element.offsetHeight };
      setKnown((now) => (JSON.stringify(now) === JSON.stringify(next) ? now : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, ways]);
  return known;
}
