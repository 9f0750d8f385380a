import { Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { useAction } from '../../../../console/query.ts';
import { Field, Form } from '../../../../console/ui/Field.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import {
  CONSENT_CHANNELS,
  type CustomerDetail,
  getCustomer,
  listConsents,
  PURPOSES,
  recordConsent,
} from '../../contract.ts';
import { words } from './words.ts';

export interface ConsentDraft {
  readonly purpose: (typeof PURPOSES)[number];
  readonly channels: readonly (typeof CONSENT_CHANNELS)[number][];
  readonly granted: boolean;
}

/** What she said, for what, on which channels, and what shows it. */
export default function ConsentSheet({
  customer,
  start,
  close,
}: {
  customer: CustomerDetail;
  start: ConsentDraft;
  close: () => void;
}) {
  const t = useWords(words);
  const format = useFormat();
  const [draft, setDraft] = useState(start);
  const [wording, setWording] = useState('');
  const [version, setVersion] = useState('');
  const [evidence, setEvidence] = useState('');
  const [day, setDay] = useState('');
  const record = useAction(recordConsent, { changes: [getCustomer, listConsents], onDone: close });
  const names = draft.channels.map((channel) => t(`channels.${channel}`)).join(t('comma'));
  const today = format.isoDay(Date.now());
  const submit = () => {
    if (draft.channels.length === 0) return;
    record.mutate({
      params: { id: customer.customerId },
      body: {
        ...draft,
        channels: [...draft.channels],
        ...(wording.trim() ? { wording: wording.trim() } : {}),
        ...(version.trim() ? { wordingVersion: version.trim() } : {}),
        ...(evidence.trim() ? { evidence: evidence.trim() } : {}),
        // Noon in China is the same day in every zone from Hawaii to Tonga's west.
        ...(day && day < today ? { at: `${day}T04:00:00Z` } : {}),
      },
    });
  };
  const toggle = (channel: (typeof CONSENT_CHANNELS)[number]) =>
    setDraft({
      ...draft,
      channels: CONSENT_CHANNELS.filter((one) => (one === channel) !== draft.channels.includes(one)),
    });
  return (
    <Sheet
      open
      title={t('recordTitle')}
      close={close}
      primary={{
        label: names ? t(draft.granted ? 'doGrant' : 'doWithdraw', { channels: names }) : t('chooseChannel'),
        onClick: submit,
        disabled: draft.channels.length === 0,
        loading: record.isPending,
      }}
    >
      <Form onSubmit={submit}>
        <Pills
          label={t('what')}
          options={[
            {
              key: 'yes',
              label: t('whatGranted'),
              on: draft.granted,
              choose: () => setDraft({ ...draft, granted: true }),
            },
            {
              key: 'no',
              label: t('whatWithdrawn'),
              on: !draft.granted,
              choose: () => setDraft({ ...draft, granted: false }),
            },
          ]}
        />
        <Pills
          label={t('forPurpose')}
          options={PURPOSES.map((purpose) => ({
            key: purpose,
            label: t(`purpose.${purpose}`),
            on: draft.purpose === purpose,
            choose: () => setDraft({ ...draft, purpose }),
          }))}
        />
        <Pills
          label={t('onChannels')}
          options={CONSENT_CHANNELS.map((channel) => ({
            key: channel,
            label: t(`channels.${channel}`),
            on: draft.channels.includes(channel),
            choose: () => toggle(channel),
          }))}
        />
        <Field label={t('wording')} optional={t('optional')} hint={t('wordingHint')}>
          {(field) => (
            <Input.TextArea
              {...field}
              maxLength={2000}
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={wording}
              onChange={(event) => setWording(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('wordingVersion')} optional={t('optional')} hint={t('wordingVersionHint')}>
          {(field) => (
            <Input {...field} maxLength={60} value={version} onChange={(event) => setVersion(event.target.value)} />
          )}
        </Field>
        <Field label={t('evidence')} optional={t('optional')} hint={t('evidenceHint')}>
          {(field) => (
            <Input {...field} maxLength={2000} value={evidence} onChange={(event) => setEvidence(event.target.value)} />
          )}
        </Field>
        <Field label={t('when')} optional={t('optional')} hint={t('whenHint')} error={record.error?.of('at')}>
          {(field) => (
            <Input {...field} type="date" max={today} value={day} onChange={(event) => setDay(event.target.value)} />
          )}
        </Field>
        <ErrorNote error={record.error} />
        <button type="submit" hidden />
      </Form>
    </Sheet>
  );
}

function Pills({
  label,
  options,
}: {
  label: string;
  options: readonly { key: string; label: string; on: boolean; choose: () => void }[];
}) {
  return (
    <fieldset className="hx-pills">
      <legend>{label}</legend>
      {options.map((option) => (
        <button
          key={option.key}
          type="button"
          className={option.on ? 'hx-pill on' : 'hx-pill'}
          aria-pressed={option.on}
          onClick={option.choose}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
