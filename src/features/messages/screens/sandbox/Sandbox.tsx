import { lazy, Suspense, useState } from 'react';
import { useAddress } from '../../../../console/lib/useAddress.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { usePhone } from '../../../../console/lib/media.ts';
import { useCan, usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Page } from '../../../../console/ui/Page.tsx';
import { EmptyState, ErrorState, PageSkeleton } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { listPeople } from '../../contract-sandbox.ts';
import { listChannels } from '../../contract-settings.ts';
import { LOOK_MS } from '../shared.ts';
import { words } from '../words.ts';
import { ClockBar } from './ClockBar.tsx';
import { People } from './People.tsx';
import { Person } from './Person.tsx';
import './sandbox.css';
import { useClock } from './useClock.ts';

const TrySheet = lazy(() => import('./TrySheet.tsx'));

/** 沙盒收件箱: who got something, her phone, and why. */
export default function Sandbox() {
  const t = useWords(words);
  const can = useCan();
  const to = usePath();
  const phone = usePhone();
  const clock = useClock();
  const [address, setAddress] = useAddress();
  const [trying, setTrying] = useState(false);
  const playbook = address.get('playbook') ?? undefined;
  const people = useEndpoint(listPeople, { query: playbook ? { playbook } : {} }, { every: LOOK_MS });
  const channels = useEndpoint(listChannels, {}, { staleTime: 60_000 });
  const earnest = channels.data?.earnest && channels.data.items.some((item) => item.adapter !== null);
  const chosen = address.get('person');
  const person = chosen ?? (phone ? null : (people.data?.items[0]?.customerId ?? null));
  const line = people.data?.items.find((item) => item.customerId === person);
  const choose = (id: string | null) =>
    setAddress((now) => {
      const next = new URLSearchParams(now);
      for (const key of ['channel', 'message']) next.delete(key);
      if (id) next.set('person', id);
      else next.delete('person');
      return next;
    });
  const filter = (key: string | null) =>
    setAddress((now) => {
      const next = new URLSearchParams(now);
      for (const each of ['person', 'channel', 'message']) next.delete(each);
      if (key) next.set('playbook', key);
      else next.delete('playbook');
      return next;
    });
  const empty = people.data?.items.length === 0 && !chosen;
  return (
    <Page
      title={phone && line?.name ? line.name : t('box.title')}
      {...(phone && person
        ? { crumbs: [{ label: t('box.title'), to: to(`sandbox${playbook ? `?playbook=${playbook}` : ''}`) }] }
        : {})}
      tags={<Tag tone={earnest ? 'warn' : 'neutral'}>{earnest ? t('box.earnest') : t('box.safe')}</Tag>}
      controls={<ClockBar {...clock} />}
      tone="work"
      fill
    >
      {people.error && !people.data ? (
        <ErrorState error={people.error} retry={() => void people.refetch()} />
      ) : !people.data ? (
        <div className="hx-box-wait">
          <PageSkeleton />
        </div>
      ) : empty ? (
        <EmptyState
          icon="flask"
          title={t('box.empty')}
          hint={t('box.emptyHint')}
          action={
            <div className="row g8">
              <Button to={to('playbooks')}>{t('box.emptyAct')}</Button>
              {can('messages:write') ? (
                <Button icon="plus" onClick={() => setTrying(true)}>
                  {t('box.try')}
                </Button>
              ) : null}
            </div>
          }
        />
      ) : (
        <div className="hx-box">
          {phone && person ? null : (
            <People
              data={people.data}
              chosen={person}
              playbook={playbook ?? null}
              format={clock.format}
              choose={choose}
              filter={filter}
              tryAnother={can('messages:write') ? () => setTrying(true) : undefined}
            />
          )}
          {person ? (
            <Person key={person} customerId={person} line={line ?? null} clock={clock} />
          ) : phone ? null : (
            <div className="hx-box-wait">{t('box.choose')}</div>
          )}
        </div>
      )}
      <Suspense fallback={null}>
        {trying ? (
          <TrySheet
            close={() => setTrying(false)}
            sent={(customer) => {
              setTrying(false);
              choose(customer);
            }}
          />
        ) : null}
      </Suspense>
    </Page>
  );
}
