import { Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import type { ApiProblem } from '../../../console/lib/problem.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Field } from '../../../console/ui/Field.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { words } from './words.ts';

interface Props {
  readonly version: number;
  readonly changed: number;
  readonly waiting: boolean;
  readonly error: ApiProblem | null;
  readonly close: () => void;
  readonly publish: (note: string) => void;
}

/** The last question: how many it will move, and a word for those who come later. */
export function PublishSheet({ version, changed, waiting, error, close, publish }: Props) {
  const t = useWords(words);
  const format = useFormat();
  const [note, setNote] = useState('');
  return (
    <Sheet
      open
      kind="dialog"
      title={t('publish', { version })}
      close={close}
      primary={{ label: t('publish', { version }), onClick: () => publish(note), loading: waiting }}
    >
      <p>{t('publishNote', { changed: format.number(changed) })}</p>
      <Field label={t('note')} hint={t('noteHint')}>
        {(given) => <Input {...given} value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      {error ? <ErrorNote error={error} /> : null}
    </Sheet>
  );
}
