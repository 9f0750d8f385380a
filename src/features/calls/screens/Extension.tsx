import { Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Field, Form } from '../../../console/ui/Field.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { getExtension, setExtension } from '../contract.ts';
import { words } from './words.ts';

/** The phone on my desk. */
export function Extension() {
  const t = useWords(words);
  const known = useEndpoint(getExtension, {});
  const [typed, setTyped] = useState<string | null>(null);
  const save = useAction(setExtension, { changes: [getExtension], onDone: () => setTyped(null) });
  if (!known.data) return null;
  const value = typed ?? known.data.number ?? '';
  return (
    <div style={{ maxWidth: 420 }}>
      <Form onSubmit={() => save.mutate({ body: { number: value } })}>
        <Field label={t('extension.label')} hint={t('extension.hint')}>
          {(control) => (
            <span className="row g8">
              <Input {...control} value={value} maxLength={40} onChange={(event) => setTyped(event.target.value)} />
              <Button htmlType="submit" disabled={typed === null || typed === ''} loading={save.isPending}>
                {t('extension.save')}
              </Button>
            </span>
          )}
        </Field>
        <ErrorNote error={save.error} />
      </Form>
    </div>
  );
}
