import { useWords } from '../../../console/lib/i18n.ts';
import { useAction } from '../../../console/query.ts';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { deleteSegment, listSegments, type Segment } from '../contract.ts';
import { words } from './words.ts';

export default function DeleteSheet({
  segment,
  close,
  done,
}: {
  segment: Segment;
  close: () => void;
  done: (segment: Segment) => void;
}) {
  const t = useWords(words);
  const remove = useAction(deleteSegment, { changes: [listSegments], onDone: () => done(segment) });
  return (
    <Sheet
      open
      kind="dialog"
      title={t('page.deleteTitle', { name: segment.name })}
      close={close}
      primary={{
        label: t('page.delete'),
        danger: true,
        loading: remove.isPending,
        onClick: () => remove.mutate({ params: { id: segment.segmentId } }),
      }}
    >
      <p>{t('page.deleteText')}</p>
      <ErrorNote error={remove.error} />
    </Sheet>
  );
}
