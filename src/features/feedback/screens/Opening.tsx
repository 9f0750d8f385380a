import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Icon } from '../../../console/ui/Icon.tsx';
import type { ReasonRow, ReasonSummary } from '../contract.ts';
import type { Filters } from './filters.ts';
import { words } from './words.ts';

/** The conclusion in a sentence, then what it rests on. */
export function Opening({ summary, filters }: { summary: ReasonSummary; filters: Filters }) {
  const t = useWords(words);
  const format = useFormat();
  const { texts, opinions, negative, positive, customers, urgent } = summary;
  const counts = { texts, opinions, negative, positive, customers };
  const shown = Object.fromEntries(Object.entries(counts).map(([key, n]) => [key, format.number(n)]));
  return (
    <section className="hx-insight-opening">
      <h2>{useVerdict(summary)}</h2>
      <p className="lead cjk">{t('opening.rests', { days: filters.query.days, ...shown })}</p>
      {urgent > 0 ? (
        <button
          type="button"
          className="hx-link urgent"
          onClick={() => filters.set({ urgency: 'high', reason: undefined, polarity: undefined, sentiment: undefined })}
        >
          <Icon name="alarm" size={14} />
          {t('opening.urgent', { count: format.number(urgent) })}
        </button>
      ) : null}
    </section>
  );
}

function useVerdict({ reasons, texts }: ReasonSummary): string {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const values = ({ label }: ReasonRow, side: ReasonRow['negative']) => ({
    reason: say(label),
    customers: format.number(side.customers),
    mentions: format.number(side.mentions),
  });
  const [worst] = reasons;
  if (worst && worst.negative.mentions > 0) return t('opening.worst', values(worst, worst.negative));
  const best = [...reasons].sort((a, b) => b.positive.mentions - a.positive.mentions)[0];
  if (best && best.positive.mentions > 0) return t('opening.best', values(best, best.positive));
  return t('opening.none', { texts: format.number(texts) });
}
