import { useSay } from '../../../console/lib/i18n.ts';
import type { Insight } from '../contract.ts';
import { spansOf } from './spans.ts';

/** Her words, with those marked that prove a reason. Colour never says it alone: the mark's title names the reason. */
export function QuoteText({ insight }: { insight: Pick<Insight, 'text' | 'reasons'> }) {
  const say = useSay();
  return (
    <p className="said cjk">
      {spansOf(insight.text, insight.reasons).map((span, at) => {
        if (span.reasons.length === 0) return span.text;
        const sides = new Set(span.reasons.map(({ polarity }) => polarity));
        const side = sides.size > 1 ? 'both' : span.reasons[0]?.polarity;
        return (
          <mark key={at} className={side} title={span.reasons.map(({ label }) => say(label)).join(' · ')}>
            {span.text}
          </mark>
        );
      })}
    </p>
  );
}
