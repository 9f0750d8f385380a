import { Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { usePath } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { Field } from '../../../console/ui/Field.tsx';
import { FileDrop } from '../../../console/ui/FileDrop.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { importPlaybook, listPlaybooks } from '../contract.ts';
import { words } from './words.ts';
import './Playbook.css';

/** A playbook comes as JSON, by file or pasted. What is wrong is listed by its place in the document. */
export default function ImportSheet({ close }: { close: () => void }) {
  const t = useWords(words);
  const to = usePath();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [note, setNote] = useState('');
  const parsed = parse(text);
  const send = useAction(importPlaybook, {
    changes: [listPlaybooks],
    onDone: (playbook) => void navigate(to(`playbooks/${playbook.key}`)),
  });
  const problems = send.error?.code === 'playbook_invalid' ? send.error.errors : [];
  const change = (next: string) => {
    setText(next);
    send.reset();
  };
  return (
    <Sheet
      open
      width={560}
      title={t('importing.title')}
      close={close}
      primary={{
        label: parsed.name ? `${t('importing.submit')} ${parsed.name}` : t('importing.submit'),
        disabled: !parsed.ok,
        loading: send.isPending,
        onClick: () => parsed.ok && send.mutate({ body: { definition: parsed.value, note } }),
      }}
    >
      <div className="hx-form hx-import">
        <FileDrop
          accept=".json,application/json"
          title={t('importing.drop')}
          hint={t('importing.dropHint')}
          onFile={(file) => void file.text().then(change)}
        />
        {problems.length > 0 ? (
          <div className="hx-refused" role="alert">
            <p className="fw6 bad">{t('importing.refused', { count: problems.length })}</p>
            <ul>
              {problems.map((one) => (
                <li key={`${one.path}${one.message}`}>
                  <code>{one.path || '/'}</code>
                  <span>{one.message}</span>
                </li>
              ))}
            </ul>
          </div>
        ) : (
          <ErrorNote error={send.error} />
        )}
        <Field
          label={t('importing.paste')}
          error={text.trim() && !parsed.ok ? t('importing.notJson', { message: parsed.message }) : undefined}
        >
          {(field) => (
            <Input.TextArea
              {...field}
              className="hx-mono"
              spellCheck={false}
              autoSize={{ minRows: 10, maxRows: 22 }}
              value={text}
              onChange={(event) => change(event.target.value)}
              placeholder={'{\n  "key": "silent-wakeup",\n  …\n}'}
            />
          )}
        </Field>
        <Field label={t('importing.note')} optional={t('importing.optional')} hint={t('importing.noteHint')}>
          {(field) => (
            <Input {...field} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
      </div>
    </Sheet>
  );
}

type Parsed =
  | { readonly ok: true; readonly value: unknown; readonly name: string; readonly message: string }
  | { readonly ok: false; readonly name: string; readonly message: string };

function parse(text: string): Parsed {
  if (text.trim() === '') return { ok: false, name: '', message: '' };
  try {
    const value: unknown = JSON.parse(text);
    const key = typeof value === 'object' && value !== null && 'key' in value ? value.key : '';
    return { ok: true, value, name: typeof key === 'string' ? key : '', message: '' };
  } catch (error) {
    return { ok: false, name: '', message: error instanceof Error ? error.message : String(error) };
  }
}
