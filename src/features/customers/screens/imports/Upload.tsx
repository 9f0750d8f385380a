import { useId, useRef, useState } from 'react';
import { upload } from '../../../../console/api.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { usePhone } from '../../../../console/lib/media.ts';
import { useWorkspace } from '../../../../console/lib/session.tsx';
import { useInvalidate } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { FileDrop } from '../../../../console/ui/FileDrop.tsx';
import { Progress } from '../../../../console/ui/Progress.tsx';
import { ErrorNote, Note } from '../../../../console/ui/States.tsx';
import {
  IMPORT_KIND_WORDS,
  IMPORT_KINDS,
  type ImportKind,
  type ImportRun,
  listImports,
  uploadImport,
} from '../../contract-imports.ts';
import { words } from './words.ts';

/** What it is, then the file; nothing is written before the next page. */
export function Upload({ onDone }: { onDone: (run: ImportRun) => void }) {
  const t = useWords(words);
  const say = useSay();
  const group = useId();
  const phone = usePhone();
  const { id: workspace } = useWorkspace();
  const invalidate = useInvalidate();
  const [kind, setKind] = useState<ImportKind>('orders');
  const [sending, setSending] = useState<{ name: string; part: number } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [note, setNote] = useState('');
  const abort = useRef<AbortController>(null);

  const send = async (file: File) => {
    setError(null);
    setNote('');
    if (/\.xlsx?$/i.test(file.name)) {
      setNote(t('excel'));
      return;
    }
    abort.current = new AbortController();
    setSending({ name: file.name, part: 0 });
    try {
      const { run } = await upload(uploadImport, { query: { kind, fileName: file.name.slice(-200) } }, file.slice(), {
        workspace,
        signal: abort.current.signal,
        onProgress: (part) => setSending({ name: file.name, part }),
      });
      await invalidate([listImports]);
      onDone(run);
    } catch (thrown) {
      setSending(null);
      if (thrown instanceof DOMException && thrown.name === 'AbortError') setNote(t('cancelled'));
      else setError(thrown);
    }
  };

  return (
    <div className="hx-upload">
      <fieldset className="hx-import-kinds" disabled={sending !== null}>
        <legend>{t('what')}</legend>
        {IMPORT_KINDS.map((one) => (
          <label key={one}>
            <input type="radio" name={group} checked={one === kind} onChange={() => setKind(one)} />
            <span className="fw5">{say(IMPORT_KIND_WORDS[one])}</span>
            <span className="what">{t(`whatIs.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      {sending ? (
        <div className="sending">
          <Progress
            part={sending.part < 1 ? sending.part : null}
            label={sending.part < 1 ? t('uploading', { name: sending.name }) : t('checking')}
          />
          <Button size="small" onClick={() => abort.current?.abort()}>
            {t('cancelUpload')}
          </Button>
        </div>
      ) : (
        <FileDrop
          accept=".csv,.txt,.tsv,.gz"
          title={t(phone ? `pick.${kind}` : `drop.${kind}`)}
          hint={t('dropHint')}
          onFile={(file) => void send(file)}
        />
      )}
      {note ? <Note tone={note === t('excel') ? 'bad' : 'info'}>{note}</Note> : null}
      <ErrorNote error={error} />
    </div>
  );
}
