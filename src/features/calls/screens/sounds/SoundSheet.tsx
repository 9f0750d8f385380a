import { Input } from 'antd';
import { useState } from 'react';
import { upload } from '../../../../console/api.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { type ApiProblem, asProblem } from '../../../../console/lib/problem.ts';
import { useWorkspaceId } from '../../../../console/lib/session.tsx';
import { useAction, useInvalidate } from '../../../../console/query.ts';
import { Field, Form } from '../../../../console/ui/Field.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import {
  changeRecordedSound,
  listRecordedSounds,
  type RecordedSound,
  uploadRecordedSound,
} from '../../contract-sounds.ts';
import { words } from './words.ts';

/** Its name and what is said in it: of a file that is uploaded, or of a recording that is there. */
export function SoundSheet({ file, sound, close }: { file?: File; sound?: RecordedSound; close: () => void }) {
  const t = useWords(words);
  const [name, setName] = useState(sound?.name ?? file?.name.replace(/\.wav$/i, '') ?? '');
  const [says, setSays] = useState(sound?.says ?? '');
  const change = useAction(changeRecordedSound, { changes: [listRecordedSounds], onDone: close });
  const sending = useUpload(close);
  const submit = () =>
    sound
      ? change.mutate({ params: { sound: sound.soundId }, body: { name, says } })
      : file && void sending.send(file, { name, says });
  return (
    <Sheet
      open
      kind="dialog"
      title={t(sound ? 'rename' : 'drop')}
      close={close}
      primary={{
        label: sound ? t('save') : t('upload', { name }),
        onClick: submit,
        disabled: name.trim() === '',
        loading: change.isPending || sending.pending,
      }}
    >
      <Form onSubmit={submit}>
        <Field label={t('name')}>
          {(control) => (
            <Input {...control} maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Field label={t('says')} hint={t('saysHint')}>
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={600}
              value={says}
              onChange={(event) => setSays(event.target.value)}
            />
          )}
        </Field>
        <ErrorNote error={change.error ?? sending.error} />
      </Form>
    </Sheet>
  );
}

function useUpload(done: () => void) {
  const workspace = useWorkspaceId() ?? '';
  const invalidate = useInvalidate();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<ApiProblem | null>(null);
  const send = async (file: File, query: { name: string; says: string }): Promise<void> => {
    setPending(true);
    setError(null);
    try {
      await upload(uploadRecordedSound, { query }, file, { workspace });
      await invalidate([listRecordedSounds]);
      done();
    } catch (problem) {
      setError(asProblem(problem));
    }
    setPending(false);
  };
  return { send, pending, error };
}
