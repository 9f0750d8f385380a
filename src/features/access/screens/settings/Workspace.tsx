import { useQueryClient } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import { Navigate } from 'react-router';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../../console/lib/session.tsx';
import { meKey } from '../../../../console/me.ts';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Facts } from '../../../../console/ui/Card.tsx';
import { Answered, ErrorNote, Note } from '../../../../console/ui/States.tsx';
import { getSettings, updateSettings, type WorkspaceSettings } from '../../contract.ts';
import { Field, Form } from '../../../../console/ui/Field.tsx';
import { SettingsPage } from './Frame.tsx';
import { SignInWays } from './SignInWays.tsx';
import { words } from './words.ts';

/** 设置 › 工作区. Whoever may not see settings finds her account here. */
export default function Workspace() {
  const can = useCan();
  const to = usePath();
  const settings = useEndpoint(getSettings, {}, { enabled: can('access:read') });
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const t = useWords(words);
  const format = useFormat();
  if (!can('access:read')) return <Navigate replace to={to('settings/account')} />;
  return (
    <SettingsPage note={savedAt ? t('saved', { time: format.time(savedAt) }) : undefined}>
      <Answered query={settings}>
        {(data) =>
          can('access:write') ? (
            <Editor key={JSON.stringify(data)} now={data} saved={() => setSavedAt(Date.now())} />
          ) : (
            <ReadOnly data={data} />
          )
        }
      </Answered>
      <SignInWays whose="workspace" />
    </SettingsPage>
  );
}

const COMMON_CURRENCIES = ['CNY', 'HKD', 'TWD', 'MOP', 'USD', 'EUR', 'JPY', 'GBP', 'SGD'];

function offsetOf(zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts();
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

function Editor({ now, saved }: { now: WorkspaceSettings; saved: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [draft, setDraft] = useState({ name: now.name, zone: now.zone, currency: now.currency, locale: now.locale });
  const save = useAction(updateSettings, {
    changes: [getSettings],
    onDone: () => {
      saved();
      void client.invalidateQueries({ queryKey: meKey });
    },
  });
  const zones = useMemo(
    () => Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: `${zone} · ${offsetOf(zone)}` })),
    [],
  );
  const currencies = useMemo(() => {
    const all = new Set([...COMMON_CURRENCIES, ...Intl.supportedValuesOf('currency')]);
    return [...all].map((code) => ({ value: code, label: code }));
  }, []);
  const changed = (['name', 'zone', 'currency', 'locale'] as const).some((key) => draft[key] !== now[key]);
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  return (
    <Form onSubmit={() => save.mutate({ body: draft })}>
      <Field label={t('general.name')} error={save.error?.of('name')}>
        {(field) => (
          <Input {...field} maxLength={60} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
        )}
      </Field>
      <Field label={t('general.zone')} hint={draft.zone === now.zone ? t('general.zoneHint') : t('general.zoneChange')}>
        {(field) => (
          <Select {...field} showSearch value={draft.zone} options={zones} onChange={(zone: string) => set({ zone })} />
        )}
      </Field>
      <Field label={t('general.currency')}>
        {(field) => (
          <Select
            {...field}
            showSearch
            value={draft.currency}
            options={currencies}
            onChange={(currency: string) => set({ currency })}
          />
        )}
      </Field>
      <Field label={t('general.locale')} hint={t('general.localeHint')}>
        {(field) => (
          <Select
            {...field}
            value={draft.locale}
            options={[
              { value: 'zh' as const, label: '中文' },
              { value: 'en' as const, label: 'English' },
            ]}
            onChange={(locale: 'zh' | 'en') => set({ locale })}
          />
        )}
      </Field>
      <Rest data={now} />
      <ErrorNote error={save.error} />
      <Button type="primary" htmlType="submit" disabled={!changed || !draft.name.trim()} loading={save.isPending}>
        {t('general.save')}
      </Button>
    </Form>
  );
}

function Rest({ data }: { data: WorkspaceSettings }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <Facts
      rows={[
        [
          t('general.id'),
          <span key="id">
            {`${data.id}　`}
            <span className="f12 t3">{t('general.idHint')}</span>
          </span>,
        ],
        [t('general.created'), format.when(data.createdAt)],
        [t('general.clock'), data.clock ? format.when(data.clock) : t('general.realTime')],
      ]}
    />
  );
}

function ReadOnly({ data }: { data: WorkspaceSettings }) {
  const t = useWords(words);
  return (
    <div className="hx-form">
      <Note icon="lock">{t('general.readOnly')}</Note>
      <Facts
        rows={[
          [t('general.name'), data.name],
          [t('general.zone'), data.zone],
          [t('general.currency'), data.currency],
          [t('general.locale'), data.locale === 'zh' ? '中文' : 'English'],
        ]}
      />
      <Rest data={data} />
    </div>
  );
}
