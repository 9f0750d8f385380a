import { useWords } from '../../../console/lib/i18n.ts';
import { Tag } from '../../../console/ui/Tag.tsx';
import type { PlaybookSummary } from '../contract.ts';
import { words } from './words.ts';

export function StatusTag({ status }: { status: PlaybookSummary['status'] }) {
  const t = useWords(words);
  return (
    <Tag tone={status === 'running' ? 'ok' : 'neutral'} dot={status === 'running'}>
      {t(`status.${status}`)}
    </Tag>
  );
}
