import { Input, Select } from 'antd';
import { useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { Answered, ErrorNote } from '../../../../console/ui/States.tsx';
import { createKey, listKeys, listRoles } from '../../contract.ts';
import { Field } from '../../../../console/ui/Field.tsx';
import { byFeature } from './Roles.tsx';
import { words } from './words.ts';

const DAY_MS = 24 * 3600 * 1000;

/** A new key: what for, what it may do, until when. */
export default function KeySheet({ close, made }: { close: () => void; made: (name: string, secret: string) => void }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const format = useFormat();
  const table = useEndpoint(listRoles, {});
  const [name, setName] = useState('');
  const [days, setDays] = useState(90);
  const [pace, setPace] = useState(6000);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const create = useAction(createKey, {
    changes: [listKeys],
    onDone: ({ secret }) => made(name.trim(), secret),
  });
  const offered = table.data?.permissions.filter((one) => can(one.name)) ?? [];
  const toggle = (permission: string) => {
    const next = new Set(chosen);
    if (!next.delete(permission)) next.add(permission);
    setChosen(next);
  };
  const submit = () =>
    create.mutate({
      body: {
        name: name.trim(),
        permissions: [...chosen],
        perMinute: pace > 0 ? pace : null,
        expiresAt: days > 0 ? new Date(Date.now() + days * DAY_MS).toISOString() : null,
      },
    });
  return (
    <Sheet
      open
      title={t('keys.add')}
      close={close}
      primary={{
        label: name.trim() ? t('keys.create', { name: name.trim() }) : t('keys.add'),
        onClick: submit,
        disabled: name.trim() === '' || chosen.size === 0,
        loading: create.isPending,
      }}
    >
      <div className="hx-form">
        <Field label={t('keys.name')} hint={t('keys.nameHint')} error={create.error?.of('name')}>
          {(field) => (
            <Input {...field} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Field label={t('keys.expires')}>
          {(field) => (
            <Select
              {...field}
              value={days}
              onChange={(value: number) => setDays(value)}
              options={[
                { value: 30, label: t('keys.days', { count: 30 }) },
                { value: 90, label: t('keys.days', { count: 90 }) },
                { value: 365, label: t('keys.year') },
                { value: 0, label: t('keys.never') },
              ]}
            />
          )}
        </Field>
        <Field label={t('keys.pace')} hint={t('keys.paceHint')}>
          {(field) => (
            <Select
              {...field}
              value={pace}
              onChange={(value: number) => setPace(value)}
              options={[
                ...[600, 6000, 60_000].map((value) => ({
                  value,
                  label: t('keys.paceOf', { number: format.number(value) }),
                })),
                { value: 0, label: t('keys.paceNone') },
              ]}
            />
          )}
        </Field>
        <fieldset className="hx-choice-set">
          <legend className="row g12">
            {t('keys.permissions')}
            <button
              type="button"
              className="hx-link f12"
              onClick={() => setChosen(new Set(offered.map((one) => one.name).filter((one) => one.endsWith(':read'))))}
            >
              {t('keys.readOnly')}
            </button>
            <button type="button" className="hx-link f12" onClick={() => setChosen(new Set())}>
              {t('keys.none')}
            </button>
          </legend>
          <p className="hint">{t('keys.permissionsHint')}</p>
          <Answered query={table}>
            {() => (
              <div className="hx-permissions">
                {byFeature(offered).map((group) => (
                  <div key={group[0]?.feature}>
                    <h3>{group[0] ? say(group[0].featureWords) : ''}</h3>
                    {group.map((one) => (
                      <label key={one.name}>
                        <input type="checkbox" checked={chosen.has(one.name)} onChange={() => toggle(one.name)} />
                        <span>{say(one.words)}</span>
                        <span className="hx-code-name">{one.name}</span>
                      </label>
                    ))}
                  </div>
                ))}
              </div>
            )}
          </Answered>
        </fieldset>
        <ErrorNote error={create.error} />
      </div>
    </Sheet>
  );
}
