import { Select } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useAction } from '../../../../console/query.ts';
import { Field } from '../../../../console/ui/Field.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { type ApiKey, listKeys, rotateKey } from '../../contract.ts';
import { words } from './words.ts';

/** A new key in the place of an old one, with a time of grace for the programs that still use the old one. */
export default function RotateKey(props: { apiKey: ApiKey; close: () => void; made: (secret: string) => void }) {
  const { apiKey, close, made } = props;
  const t = useWords(words);
  const [hours, setHours] = useState(24);
  const rotate = useAction(rotateKey, { changes: [listKeys], onDone: ({ secret }) => made(secret) });
  return (
    <Sheet
      open
      kind="dialog"
      title={t('keys.rotateTitle', { name: apiKey.name })}
      close={close}
      primary={{
        label: t('keys.rotate'),
        loading: rotate.isPending,
        onClick: () => rotate.mutate({ params: { key: apiKey.id }, body: { hours } }),
      }}
    >
      <div className="hx-form">
        <p>{t('keys.rotateText')}</p>
        <Field label={t('keys.grace')}>
          {(field) => (
            <Select
              {...field}
              value={hours}
              onChange={(value: number) => setHours(value)}
              options={[24, 72, 168, 0].map((value) => ({
                value,
                label: value === 0 ? t('keys.graceNone') : t('keys.graceHours', { count: value }),
              }))}
            />
          )}
        </Field>
        <ErrorNote error={rotate.error} />
      </div>
    </Sheet>
  );
}
