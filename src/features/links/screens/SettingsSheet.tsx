import { Input, InputNumber, Switch } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Field, Form } from '../../../console/ui/Field.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { Answered, ErrorNote, Skeleton } from '../../../console/ui/States.tsx';
import { getLinkSettings, type LinkSettings, listNamedLinks, setLinkSettings } from '../contract.ts';
import { words } from './words.ts';

export default function SettingsSheet({ close }: { close: () => void }) {
  const t = useWords(words);
  const settings = useEndpoint(getLinkSettings, {});
  if (!settings.data)
    return (
      <Sheet open title={t('settingsTitle')} close={close}>
        <Answered query={settings} skeleton={<Skeleton lines={6} />}>
          {() => null}
        </Answered>
      </Sheet>
    );
  return <Editor settings={settings.data} close={close} />;
}

function Editor({ settings, close }: { settings: LinkSettings; close: () => void }) {
  const t = useWords(words);
  const [domain, setDomain] = useState(settings.domain);
  const [days, setDays] = useState(settings.days);
  const [retainDays, setRetainDays] = useState(settings.retainDays);
  const [opens, setOpens] = useState(settings.opens);
  const save = useAction(setLinkSettings, { changes: [getLinkSettings, listNamedLinks], onDone: close });
  const submit = () => save.mutate({ body: { domain: domain.trim(), days, retainDays, opens } });
  return (
    <Sheet
      open
      title={t('settingsTitle')}
      close={close}
      primary={{ label: t('saveSettings'), onClick: submit, loading: save.isPending }}
    >
      <Form onSubmit={submit}>
        <Field label={t('domain')} hint={t('domainHint')} error={save.error?.of('domain')} optional={t('optional')}>
          {(field) => (
            <Input
              {...field}
              inputMode="url"
              placeholder="https://"
              maxLength={200}
              value={domain}
              onChange={(event) => setDomain(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('keep')} hint={t('keepHint')} error={save.error?.of('days')}>
          {(field) => (
            <InputNumber
              {...field}
              min={7}
              max={1095}
              precision={0}
              value={days}
              onChange={(next) => setDays(next ?? settings.days)}
            />
          )}
        </Field>
        <Field label={t('retain')} hint={t('retainHint')} error={save.error?.of('retainDays')}>
          {(field) => (
            <InputNumber
              {...field}
              min={30}
              max={3650}
              precision={0}
              value={retainDays}
              onChange={(next) => setRetainDays(next ?? settings.retainDays)}
            />
          )}
        </Field>
        <Field label={t('opens')} hint={t('opensHint')}>
          {(field) => (
            <div>
              <Switch {...field} checked={opens} onChange={setOpens} />
            </div>
          )}
        </Field>
        <ErrorNote error={save.error} />
      </Form>
    </Sheet>
  );
}
