import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat, usePath } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Field } from '../../../console/ui/Field.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote, Note } from '../../../console/ui/States.tsx';
import { listPlaybooks } from '../../playbooks/contract.ts';
import { listReplays, type Replay, ScratchId, startReplay } from '../contract.ts';
import { Going } from './Going.tsx';
import { words } from './words.ts';

const DAY_MS = 24 * 3600 * 1000;

/** From, to, into; then the progress in its place, then the way to the scorecard. */
export default function StartSheet({ playbook, close }: { playbook: string | null; close: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  const playbooks = useEndpoint(listPlaybooks, {});
  const replays = useEndpoint(listReplays, {});
  const [replay, setReplay] = useState<Replay | null>(null);
  // The last range is the likely one: a replay is repeated after a change of the playbook.
  const last = replays.data?.replays[0];
  const [changed, setChanged] = useState<{ from?: string; to?: string; into?: string; assumeConsent?: boolean }>({});
  const body = {
    from: changed.from ?? last?.from ?? format.isoDay(Date.now() - 365 * DAY_MS),
    to: changed.to ?? last?.to ?? format.isoDay(Date.now()),
    into: changed.into ?? last?.into ?? 'replay',
    assumeConsent: changed.assumeConsent ?? last?.assumeConsent ?? true,
  };
  const change = (next: typeof changed) => setChanged({ ...changed, ...next });
  const start = useAction(startReplay, { changes: [listReplays], onDone: setReplay });
  const running = playbooks.data?.playbooks.filter((one) => one.status === 'running') ?? [];
  const named = playbooks.data?.playbooks.find((one) => one.key === playbook);
  const title = named ? t('sheet.titleFor', { playbook: say(named.name) }) : t('sheet.title');
  if (replay)
    return (
      <Sheet open title={title} close={close} width={440}>
        <Going first={replay} playbook={playbook} again={() => setReplay(null)} />
      </Sheet>
    );
  const wrongRange = body.from >= body.to;
  const wrongInto = !ScratchId.safeParse(body.into).success;
  return (
    <Sheet
      open
      width={440}
      title={title}
      close={close}
      primary={{
        label: t('sheet.submit', { from: body.from, to: body.to }),
        disabled: wrongRange || wrongInto || !body.from || !body.to,
        loading: start.isPending,
        onClick: () => start.mutate({ body }),
      }}
    >
      <div className="hx-form">
        <div className="hx-range">
          <Field label={t('sheet.from')}>
            {(field) => (
              <Input
                {...field}
                type="date"
                value={body.from}
                onChange={(event) => change({ from: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('sheet.to')}>
            {(field) => (
              <Input {...field} type="date" value={body.to} onChange={(event) => change({ to: event.target.value })} />
            )}
          </Field>
        </div>
        <p className={wrongRange ? 'hx-replay-words bad' : 'hx-replay-words'}>
          {wrongRange ? t('sheet.wrongRange') : t('sheet.rangeHint')}
        </p>
        <Field
          label={t('sheet.into')}
          hint={t('sheet.intoHint')}
          error={wrongInto ? t('sheet.wrongInto') : start.error?.of('into')}
        >
          {(field) => (
            <Input {...field} value={body.into} onChange={(event) => change({ into: event.target.value.trim() })} />
          )}
        </Field>
        <div>
          <Checkbox checked={body.assumeConsent} onChange={(event) => change({ assumeConsent: event.target.checked })}>
            {t('sheet.consent')}
          </Checkbox>
          <p className="hx-replay-words under">{t('sheet.consentHint')}</p>
        </div>
        {playbooks.data && running.length === 0 ? (
          <Note tone="warn">
            {t('sheet.noneEnabled')} <Link to={to('playbooks')}>{t('sheet.enable')}</Link>
          </Note>
        ) : running.length > 0 ? (
          <Note>{t('sheet.which', { names: format.list(running.map((one) => say(one.name))) })}</Note>
        ) : null}
        <ErrorNote error={start.error} />
      </div>
    </Sheet>
  );
}
