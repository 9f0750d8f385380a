import { Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../console/api.ts';
import { useWords } from '../../../console/lib/i18n.ts';
import { useWorkspace } from '../../../console/lib/session.tsx';
import { useInvalidate } from '../../../console/query.ts';
import { Field, Form } from '../../../console/ui/Field.tsx';
import { Progress } from '../../../console/ui/Progress.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { addTag, type CustomerRow, getCustomer, listCustomers, listTags } from '../contract.ts';
import { TagChoices } from './TagChoices.tsx';
import { words } from './words.ts';

/** Calls under way at once; more would only queue in the browser. */
const ABREAST = 4;

/** One tag for all chosen customers. One call each; what was tagged before a failure stays, and the next try goes on. */
export default function BulkTagSheet({
  rows,
  done,
  close,
}: {
  rows: readonly CustomerRow[];
  done: () => void;
  close: () => void;
}) {
  const t = useWords(words);
  const { id: workspace } = useWorkspace();
  const invalidate = useInvalidate();
  const [tag, setTag] = useState('');
  const [reason, setReason] = useState('');
  const [count, setCount] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const name = tag.trim();
  const busy = count !== null;

  const run = async () => {
    if (!name || busy) return;
    setError(null);
    setCount(0);
    const left = rows.filter((row) => !row.tags.includes(name));
    const body = { tag: name, ...(reason.trim() ? { reason: reason.trim() } : {}) };
    try {
      while (left.length > 0) {
        const now = left.splice(0, ABREAST);
        await Promise.all(now.map((row) => call(addTag, { params: { id: row.customerId }, body }, { workspace })));
        setCount((before) => (before ?? 0) + now.length);
      }
      done();
      close();
    } catch (thrown) {
      setError(thrown);
      setCount(null);
    }
    await invalidate([listCustomers, listTags, getCustomer]);
  };
  return (
    <Sheet
      open
      kind="dialog"
      title={t('bulkTitle', { count: rows.length })}
      close={close}
      primary={{
        label: name ? t('bulkDo', { tag: name, count: rows.length }) : t('bulkTag'),
        onClick: () => void run(),
        disabled: !name,
        loading: busy,
      }}
    >
      <Form onSubmit={() => void run()}>
        <Field label={t('tag')}>
          {(field) => (
            <Input {...field} autoFocus maxLength={60} value={tag} onChange={(event) => setTag(event.target.value)} />
          )}
        </Field>
        <TagChoices typed={name} choose={setTag} />
        <Field label={t('reason')} optional={t('optional')} hint={t('reasonHint')}>
          {(field) => (
            <Input {...field} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        {busy ? <Progress part={count / Math.max(1, rows.length)} label={t('bulkProgress', { count })} /> : null}
        <ErrorNote error={error} />
        <button type="submit" hidden />
      </Form>
    </Sheet>
  );
}
