import { Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useAction } from '../../../../console/query.ts';
import { Field } from '../../../../console/ui/Field.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote, Note } from '../../../../console/ui/States.tsx';
import { addContactBlocks, listContactBlocks } from '../../contract-blocks.ts';
import { words } from './policy-words.ts';

/** Pasted, or read from a file. What is not understood is said, and stays in the field. */
export default function AddBlocks({ close }: { close: () => void }) {
  const t = useWords(words);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const add = useAction(addContactBlocks, {
    changes: [listContactBlocks],
    onDone: ({ wrong }) => {
      if (wrong.length === 0) close();
      else setText(wrong.map((line) => line.text).join('\n'));
    },
  });
  const wrong = add.data?.wrong ?? [];
  return (
    <Sheet
      open
      title={t('blocks.sheet')}
      close={close}
      primary={{
        label: t('blocks.save'),
        disabled: text.trim() === '' || reason.trim() === '',
        loading: add.isPending,
        onClick: () => add.mutate({ body: { text, reason: reason.trim(), until: until || null } }),
      }}
    >
      <div className="hx-form">
        <Field label={t('blocks.paste')} hint={t('blocks.pasteHint')} error={add.error?.of('text')}>
          {(field) => (
            <Input.TextArea
              {...field}
              autoSize={{ minRows: 5, maxRows: 14 }}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <label className="hx-block-file">
          <Icon name="upload" size={14} />
          {t('blocks.file')}
          <input
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) void file.text().then(setText);
            }}
          />
        </label>
        <Field label={t('blocks.reason')} hint={t('blocks.reasonHint')} error={add.error?.of('reason')}>
          {(field) => (
            <Input {...field} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        <Field label={t('blocks.last')} optional={t('blocks.optional')} hint={t('blocks.lastHint')}>
          {(field) => <Input {...field} type="date" value={until} onChange={(event) => setUntil(event.target.value)} />}
        </Field>
        {add.data ? (
          <Note tone={wrong.length > 0 ? 'warn' : 'ok'}>
            {t('blocks.saved', { added: add.data.added, renewed: add.data.renewed })}
            {wrong.length > 0 ? (
              <>
                {' '}
                {t('blocks.wrong')}{' '}
                {wrong
                  .slice(0, 8)
                  .map((line) => t('blocks.line', { n: line.line, text: line.text }))
                  .join(' · ')}
              </>
            ) : null}
          </Note>
        ) : null}
        <ErrorNote error={add.error} />
      </div>
    </Sheet>
  );
}
