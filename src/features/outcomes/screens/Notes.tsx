import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { Icon } from '../../../console/ui/Icon.tsx';
import type { Scorecard } from '../contract.ts';
import { words } from './words.ts';

/** What to know before believing the figures: warnings first, then assumptions. */
export function Notes({ card }: { card: Scorecard }) {
  const t = useWords(words);
  const say = useSay();
  const notes = [
    ...card.warnings.map((one) => ({ ...one, warns: true })),
    ...card.assumptions.map((one) => ({ ...one, warns: false })),
  ];
  if (notes.length === 0) return null;
  return (
    <section className="hx-score-notes" aria-label={t('notes.title')}>
      <h3>
        <Icon name="info" size={14} />
        {t('notes.title')}
      </h3>
      <ul>
        {notes.map((one) => (
          <li key={one.code + say(one.words)} className={one.warns ? 'warns' : undefined}>
            {say(one.words)}
          </li>
        ))}
      </ul>
    </section>
  );
}
