/** Small decisions of the room, pure. */
import type { Analysis, Polarity } from '../../engine/text/index.ts';
import type { Locale, Words } from '../../engine/words.ts';

const SIDES: Readonly<Record<Polarity, Words>> = {
  negative: { zh: '不满', en: 'Unhappy' },
  positive: { zh: '满意', en: 'Happy' },
};

/** Longest tag the customers room takes. */
const TAG_LENGTH = 60;

export function tagOf(label: Words, polarity: Polarity, locale: Locale): string {
  return `${SIDES[polarity][locale]}-${label[locale]}`.slice(0, TAG_LENGTH);
}

const URGENCIES = ['low', 'medium', 'high'] as const;

interface About {
  readonly source: 'response' | 'message';
  readonly sourceId: string;
  readonly playbook: string | null;
  readonly epoch: number | null;
  readonly runId: string | null;
  readonly channel: string | null;
}

/**
 * What conditions can ask about a customer's words: the sentiment of the text that says most (a complaint before praise), the most urgent
 * of all, and each reason: `reason_<code>` for what is complained of, `praise_<code>` for what is praised.
 */
export function eventOf(about: About, texts: readonly Analysis[]): Record<string, string | number | boolean> {
  const weight = ({ sentiment, score }: Analysis): number =>
    (sentiment === 'negative' ? 2 : sentiment === 'positive' ? 1 : 0) + Math.abs(score) / 2;
  const [loudest] = [...texts].sort((a, b) => weight(b) - weight(a));
  const urgency = Math.max(0, ...texts.map((text) => URGENCIES.indexOf(text.urgency)));
  const reasons = texts.flatMap((text) => text.reasons);
  return {
    sentiment: loudest?.sentiment ?? 'neutral',
    score: loudest?.score ?? 0,
    intensity: loudest?.intensity ?? 0,
    urgency: URGENCIES[urgency] ?? 'low',
    [about.source]: about.sourceId,
    ...(about.playbook === null ? {} : { playbook: about.playbook }),
    ...(about.epoch === null ? {} : { epoch: about.epoch }),
    ...(about.runId === null ? {} : { run: about.runId }),
    ...(about.channel === null ? {} : { channel: about.channel }),
    ...Object.fromEntries(
      reasons.map(({ code, polarity }) => [`${polarity === 'negative' ? 'reason' : 'praise'}_${code}`, true]),
    ),
  };
}

/** First days of at most `most` stretches that cover [from, to], days as YYYY-MM-DD; `addDays` is the calendar's. */
export function bucketsOf(
  first: string,
  days: number,
  most: number,
  addDays: (day: string, n: number) => string,
): { starts: string[]; of: (day: string) => number } {
  const width = Math.max(1, Math.ceil(days / most));
  const starts: string[] = [];
  for (let at = 0; at < days; at += width) starts.push(addDays(first, at));
  return {
    starts,
    of: (day) =>
      Math.max(
        0,
        starts.findLastIndex((start) => start <= day),
      ),
  };
}
