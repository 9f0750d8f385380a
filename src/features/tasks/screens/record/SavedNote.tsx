import type { Format } from '../../../../console/format.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { words } from '../words.ts';
import type { SavedState } from '../work/useWork.ts';

/** Where what is typed is kept, in 12 px at the title; never a toast. */
export function SavedNote({
  saved,
  format,
  colleague,
}: {
  saved: SavedState;
  format: Format;
  colleague?: boolean | null;
}) {
  const t = useWords(words);
  const [tone, said] =
    saved.kind === 'saved'
      ? ['', t('record.saved', { time: format.time(saved.at) })]
      : saved.kind === 'saving'
        ? ['', t('record.saving')]
        : saved.kind === 'here'
          ? ['warn', t('record.here')]
          : saved.kind === 'refused'
            ? ['bad', saved.message]
            : ['', ''];
  return (
    <output className={`hx-saved ${tone}`} title={colleague ? t('record.fromColleague', { name: '' }) : undefined}>
      {saved.kind === 'saved' ? <Icon name="check" size={14} /> : null}
      <span className="el">{said}</span>
    </output>
  );
}
