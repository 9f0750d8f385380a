import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, useWorkspace } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Field, Form } from '../../../console/ui/Field.tsx';
import { PlaybookSelect } from '../../../console/ui/PlaybookSelect.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { listMembers } from '../../access/contract.ts';
import { roleWords } from '../../access/contract-roles.ts';
import {
  addCost,
  changeCost,
  CHANNEL_WORDS,
  CHANNELS,
  type Cost,
  COST_ROLES,
  type CostBody,
  deleteCost,
  KIND_WORDS,
  KINDS,
  listCosts,
  SHARE_WORDS,
  SHARES,
} from '../contract.ts';
import { words } from './words.ts';

type Draft = Omit<CostBody, 'amount'> & { readonly amount: number | null };

/** What a draft says once the fields that its kind does not have are left out. */
function bodyOf(draft: Draft): CostBody {
  const { kind, playbook } = draft;
  const divided =
    playbook === null && (kind === 'setup' || kind === 'monthly' || (kind === 'incentive' && draft.per === 'once'));
  return {
    ...draft,
    amount: draft.amount ?? 0,
    channel: kind === 'contact' ? draft.channel : null,
    member: kind === 'staff' ? draft.member : null,
    role: kind === 'staff' ? draft.role : null,
    per: kind === 'incentive' ? draft.per : 'once',
    share: divided ? (draft.share ?? 'contacts') : null,
    until: draft.until || null,
    note: draft.note.trim(),
  };
}

/** A new row (null), or one to change or delete. */
export default function CostSheet({ cost, close }: { cost: Cost | null; close: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const format = useFormat();
  const { currency } = useWorkspace();
  const [draft, setDraft] = useState<Draft>(() => startOf(cost, format.isoDay(new Date())));
  const set = (more: Partial<Draft>) => setDraft((now) => ({ ...now, ...more }));
  const members = useEndpoint(listMembers, {}, { enabled: can('access:read') }).data?.items ?? [];
  const options = { changes: [listCosts], onDone: close };
  const add = useAction(addCost, options);
  const change = useAction(changeCost, options);
  const remove = useAction(deleteCost, options);
  const action = cost ? change : add;
  const { error } = action;
  const body = bodyOf(draft);
  const submit = () => {
    if (cost) change.mutate({ params: { cost: cost.costId }, body });
    else add.mutate({ body });
  };
  const who = draft.member ? `member:${draft.member}` : draft.role ? `role:${draft.role}` : '';
  const { kind } = draft;
  return (
    <Sheet
      open
      title={t(cost ? 'sheet.change' : 'sheet.add')}
      close={close}
      primary={{
        label: t('sheet.save'),
        onClick: submit,
        disabled: draft.amount === null || draft.from === '',
        loading: action.isPending,
      }}
    >
      <Form onSubmit={submit}>
        <Field label={t('kind')} hint={t(`sheet.kindHint.${kind}`)} error={error?.of('kind')}>
          {(field) => (
            <Select
              {...field}
              value={kind}
              options={KINDS.map((value) => ({ value, label: say(KIND_WORDS[value]) }))}
              onChange={(value) => set({ kind: value })}
            />
          )}
        </Field>
        <Field
          label={kind === 'manual' ? t('sheet.minutes') : t('sheet.amount', { currency })}
          error={error?.of('amount')}
        >
          {(field) => (
            <InputNumber
              {...field}
              min={0}
              max={1e9}
              value={draft.amount}
              style={{ width: '100%' }}
              onChange={(amount) => set({ amount })}
            />
          )}
        </Field>
        <Field label={t('sheet.playbook')} error={error?.of('playbook')}>
          {(field) => (
            <PlaybookSelect
              field={field}
              all={t('company')}
              value={draft.playbook}
              choose={(playbook) => set({ playbook })}
            />
          )}
        </Field>
        {kind === 'contact' ? (
          <Field label={t('sheet.channel')} error={error?.of('channel')}>
            {(field) => (
              <Select
                {...field}
                value={draft.channel ?? ''}
                options={[
                  { value: '', label: t('anyChannel') },
                  ...CHANNELS.map((value) => ({ value, label: say(CHANNEL_WORDS[value]) })),
                ]}
                onChange={(value) => set({ channel: CHANNELS.find((one) => one === value) ?? null })}
              />
            )}
          </Field>
        ) : null}
        {kind === 'staff' ? (
          <Field label={t('sheet.who')} error={error?.of('member') ?? error?.of('role')}>
            {(field) => (
              <Select
                {...field}
                showSearch={{ optionFilterProp: 'label' }}
                value={who}
                options={[
                  { value: '', label: t('everybody') },
                  ...COST_ROLES.map((role) => ({ value: `role:${role}`, label: say(roleWords[role].name) })),
                  ...members.map(({ id, name }) => ({ value: `member:${id}`, label: name })),
                ]}
                onChange={(value) =>
                  set({
                    member: value.startsWith('member:') ? value.slice(7) : null,
                    role: COST_ROLES.find((role) => value === `role:${role}`) ?? null,
                  })
                }
              />
            )}
          </Field>
        ) : null}
        {kind === 'incentive' ? (
          <Field label={t('sheet.per')} error={error?.of('per')}>
            {(field) => (
              <Select
                {...field}
                value={draft.per}
                options={[
                  { value: 'once' as const, label: t('sheet.perOnce') },
                  { value: 'converter' as const, label: t('sheet.perConverter') },
                ]}
                onChange={(per) => set({ per })}
              />
            )}
          </Field>
        ) : null}
        <div className="hx-costs-days">
          <Field label={t('sheet.from')} error={error?.of('from')}>
            {(field) => (
              <Input
                {...field}
                type="date"
                value={draft.from}
                onChange={(event) => set({ from: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('sheet.until')} hint={t('sheet.untilHint')} error={error?.of('until')}>
            {(field) => (
              <Input
                {...field}
                type="date"
                value={draft.until ?? ''}
                onChange={(event) => set({ until: event.target.value || null })}
              />
            )}
          </Field>
        </div>
        {body.share ? (
          <Field label={t('sheet.share')} hint={t('sheet.shareHint')} error={error?.of('share')}>
            {(field) => (
              <Select
                {...field}
                value={body.share}
                options={SHARES.map((value) => ({ value, label: say(SHARE_WORDS[value]) }))}
                onChange={(share) => set({ share })}
              />
            )}
          </Field>
        ) : null}
        <Field label={t('sheet.note')} error={error?.of('note')}>
          {(field) => (
            <Input
              {...field}
              maxLength={200}
              value={draft.note}
              onChange={(event) => set({ note: event.target.value })}
            />
          )}
        </Field>
        <ErrorNote error={error} />
        {cost ? (
          <div className="hx-sheet-part">
            <Button
              danger
              icon="trash"
              loading={remove.isPending}
              onClick={() => remove.mutate({ params: { cost: cost.costId } })}
            >
              {t('sheet.delete')}
            </Button>
            <p>{t('sheet.deleteHint')}</p>
            <ErrorNote error={remove.error} />
          </div>
        ) : null}
        <button type="submit" hidden />
      </Form>
    </Sheet>
  );
}

function startOf(cost: Cost | null, today: string): Draft {
  if (!cost)
    return {
      kind: 'staff',
      playbook: null,
      channel: null,
      member: null,
      role: null,
      amount: null,
      per: 'once',
      from: today,
      until: null,
      share: null,
      note: '',
    };
  const { costId: _id, memberName: _name, createdBy: _by, createdAt: _at, ...body } = cost;
  return body;
}
