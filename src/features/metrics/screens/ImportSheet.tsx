import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { usePath } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { FileDrop } from '../../../console/ui/FileDrop.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote, Note } from '../../../console/ui/States.tsx';
import { getOwnMetric, importOwnMetric, listOwnMetrics, OwnDocument, type OwnListed } from '../contract-own.ts';
import { words } from './words-own.ts';

/** A metric of another workspace: read here, saved when asked. */
export function ImportSheet({ known, close }: { known: readonly OwnListed[]; close: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const go = useNavigate();
  const [document, setDocument] = useState<OwnDocument | null>(null);
  const [isBad, setBad] = useState(false);
  const action = useAction(importOwnMetric, {
    changes: [listOwnMetrics, getOwnMetric],
    onDone: ({ metric }) => void go(to(`metrics/own/${metric}`)),
  });
  const read = async (file: File) => {
    try {
      setDocument(OwnDocument.parse(JSON.parse(await file.text())));
      setBad(false);
    } catch {
      setDocument(null);
      setBad(true);
    }
  };
  const base = known.find(({ metric }) => metric === document?.metric)?.version ?? 0;
  return (
    <Sheet
      open
      kind="dialog"
      title={t('importTitle')}
      close={close}
      primary={{
        label: base === 0 ? t('importDo') : t('importNext', { version: base + 1 }),
        disabled: document === null,
        loading: action.isPending,
        onClick: () => {
          if (document) action.mutate({ body: { document, base } });
        },
      }}
    >
      <FileDrop accept=".json" title={t('importHint')} onFile={(file) => void read(file)} />
      {document ? <p>{`${say(document.name)} (${document.metric})`}</p> : null}
      {isBad ? <Note tone="warn">{t('importBad')}</Note> : null}
      {action.error ? <ErrorNote error={action.error} /> : null}
    </Sheet>
  );
}
