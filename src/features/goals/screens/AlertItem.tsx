import { Input, Select } from 'antd';
import { useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Field } from '../../../console/ui/Field.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { listMembers } from '../../access/contract.ts';
import {
  type Alert,
  type Cause,
  getGoal,
  handleGoalAlert,
  listGoalAlerts,
  listGoals,
  seekGoalCause,
} from '../contract.ts';
import { useUnits } from './show.ts';
import { words } from './words.ts';

/** What left its band, what it rests on, why, and what to do. */
export function AlertItem({ alert }: { readonly alert: Alert }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const to = usePath();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const handle = useAction(handleGoalAlert, {
    changes: [listGoalAlerts, listGoals, getGoal],
    onDone: () => setAsking(false),
  });
  const seek = useAction(seekGoalCause, { changes: [listGoalAlerts] });
  const members = useEndpoint(listMembers, {}, { enabled: can('goals:handle') && can('access:read') });
  const params = { alert: alert.alertId };
  const open = alert.closedAt === null;
  return (
    <li className="hx-goal-alert">
      <div className="row g8 wrap">
        <b>{say(alert.title)}</b>
        <span className="t2">{alert.kind === 'ratio' ? null : (alert.team?.name ?? t('company'))}</span>
        <AlertTag alert={alert} />
        {alert.closeReason ? <Tag>{t(`alert.closed.${alert.closeReason}`)}</Tag> : null}
      </div>
      <p className="t2">
        <Seen alert={alert} />
      </p>
      <p>
        <CauseLine alert={alert} />
      </p>
      {alert.causeAt ? (
        <div className="row g8 wrap t3 f12">
          <span>{t('alert.causeAt', { when: format.when(alert.causeAt) })}</span>
          {open && can('goals:handle') ? (
            <Button
              size="small"
              type="link"
              className="seek"
              loading={seek.isPending}
              onClick={() => seek.mutate({ params, body: {} })}
            >
              {t('alert.seek')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {alert.firstCause ? (
        <p className="t3 f12">
          {t('alert.firstCause')} <CauseLine alert={alert} cause={alert.firstCause} />
        </p>
      ) : null}
      {alert.acknowledged ? (
        <p className="t2 f12">{t('alert.acked', { name: alert.acknowledged.by, note: alert.acknowledged.note })}</p>
      ) : null}
      {open ? (
        <div className="row g8 wrap">
          <Button to={to(alert.action.path)} icon="edit">
            {say(alert.action.label)}
          </Button>
          {can('goals:handle') ? (
            <>
              <Button onClick={() => setAsking(true)}>{t(alert.acknowledged ? 'alert.ackAgain' : 'alert.ack')}</Button>
              {alert.snoozedUntil ? (
                <Button onClick={() => handle.mutate({ params, body: { snoozeDays: null } })}>
                  {t('alert.snoozed', { day: format.day(alert.snoozedUntil) })} · {t('alert.wake')}
                </Button>
              ) : (
                <Button
                  onClick={() =>
                    handle.mutate({
                      params,
                      body: { snoozeDays: 7 },
                    })
                  }
                >
                  {t('alert.snooze')}
                </Button>
              )}
              {members.data ? (
                <Select
                  aria-label={t('alert.assign')}
                  value={alert.assignee?.id ?? ''}
                  style={{ minWidth: 132 }}
                  options={[
                    { value: '', label: t('alert.nobody') },
                    ...members.data.items.map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                  onChange={(value) => handle.mutate({ params, body: { assignee: value || null } })}
                />
              ) : null}
            </>
          ) : null}
          <span className="t3 f12">{t('alert.opened', { when: format.when(alert.openedAt) })}</span>
        </div>
      ) : null}
      <ErrorNote error={handle.error ?? seek.error} />
      {asking ? (
        <Acknowledge
          close={() => setAsking(false)}
          save={(note) => handle.mutate({ params, body: { note } })}
          saving={handle.isPending}
        />
      ) : null}
    </li>
  );
}

function Acknowledge({ close, save, saving }: { close: () => void; save: (note: string) => void; saving: boolean }) {
  const t = useWords(words);
  const [note, setNote] = useState('');
  return (
    <Sheet
      open
      kind="dialog"
      title={t('alert.ackTitle')}
      close={close}
      primary={{
        label: t('alert.ackSave'),
        onClick: () => save(note.trim()),
        disabled: note.trim() === '',
        loading: saving,
      }}
    >
      <Field label={t('alert.ackNote')}>
        {(field) => (
          <Input.TextArea
            {...field}
            rows={3}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </Sheet>
  );
}

export function AlertTag({ alert }: { readonly alert: Alert }) {
  const t = useWords(words);
  if (alert.kind === 'ratio') return <Tag tone="warn">{t('alert.ratio')}</Tag>;
  if (alert.tone === 'good') return <Tag tone="ok">{t('alert.better')}</Tag>;
  return <Tag tone="bad">{t(alert.side < 0 ? 'alert.below' : 'alert.above')}</Tag>;
}

export function Seen({ alert }: { readonly alert: Alert }) {
  const t = useWords(words);
  const format = useFormat();
  const write = useUnits().write(alert.unit);
  const { value, n, low, high, limit, p } = alert.seen;
  const told = { day: format.day(alert.day), value: write(value), n: format.number(n), limit: write(limit) };
  if (alert.kind === 'ratio')
    return t('alert.seenRatio', { ...told, p: p !== undefined && p >= 1e-4 ? p.toFixed(4) : '< 0.0001' });
  return t('alert.seen', { ...told, interval: low === null || high === null ? '' : format.interval(low, high, write) });
}

export function CauseLine({ alert, cause = alert.cause }: { readonly alert: Alert; readonly cause?: Cause | null }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const units = useUnits();
  const [write, change] = [units.write(alert.unit), units.change(alert.unit)];
  if (alert.kind === 'ratio') return t('alert.ratioCause');
  if (!cause) return null;
  if (cause.kind === 'not_divisible') return t('alert.notDivisible');
  if (cause.kind === 'no_reference') return t('alert.noReference');
  const { part, reference } = cause;
  if (!part || !reference) return t('alert.none');
  const told = {
    by: t(`by.${part.by}`),
    name: say(part.name),
    share: format.percent(Math.min(1, part.share), 0),
    change: change(cause.change),
  };
  const isMix = Math.abs(part.mix) > Math.abs(part.rate);
  const percent = (n: number, of: number) => format.percent(of > 0 ? n / of : null, 0);
  return isMix
    ? t('alert.causeMix', {
        ...told,
        before: percent(part.before.n, reference.n),
        now: percent(part.now.n, cause.now.n),
      })
    : t('alert.cause', { ...told, before: write(part.before.value), now: write(part.now.value) });
}
