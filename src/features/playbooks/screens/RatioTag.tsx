import { useWords } from '../../../console/lib/i18n.ts';
import { Tag } from '../../../console/ui/Tag.tsx';
import type { PlaybookSummary } from '../contract.ts';
import { words } from './words.ts';

/** The arms have not the sizes the draw promised: whatever the scorecard shows does not count. */
export function RatioTag({ ratio }: { ratio: PlaybookSummary['ratio'] }) {
  const t = useWords(words);
  if (!ratio || ratio.verdict === 'ok') return null;
  return (
    <Tag tone={ratio.verdict === 'invalid' ? 'bad' : 'warn'} icon="warning">
      {t(`ratio.${ratio.verdict}`)}
    </Tag>
  );
}
