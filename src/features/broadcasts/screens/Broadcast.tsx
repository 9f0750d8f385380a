import { lazy, Suspense, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, usePath } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Page, type PageAction } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { Answered, ErrorNote } from '../../../console/ui/States.tsx';
import {
  type Broadcast as Shape,
  getBroadcast,
  listBroadcasts,
  pauseBroadcast,
  resumeBroadcast,
  unscheduleBroadcast,
} from '../contract.ts';
import { listRecipients } from '../contract-recipients.ts';
import { About } from './About.tsx';
import { Check } from './Check.tsx';
import { StateTag } from './List.tsx';
import { Log } from './Log.tsx';
import { Running } from './Running.tsx';
import { lookAgain } from './shared.ts';
import { words } from './words.ts';
import './broadcasts.css';

const Ask = lazy(() => import('./Ask.tsx'));
export type Question = 'pace' | 'stop' | 'remove' | 'start';

/** One broadcast: before it starts what is to be checked, then how far it is, and each recipient. */
export default function Broadcast() {
  const { broadcast: id = '' } = useParams();
  const t = useWords(words);
  const to = usePath();
  const query = useEndpoint(
    getBroadcast,
    { params: { broadcast: id } },
    { every: (one) => lookAgain(one as Shape | undefined) },
  );
  if (query.data) return <Inside one={query.data} />;
  return (
    <Page title="…" crumbs={[{ label: t('title'), to: to('broadcasts') }]}>
      <Answered query={query}>{() => null}</Answered>
    </Page>
  );
}

function Inside({ one }: { one: Shape }) {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const [asked, setAsked] = useState<Question | null>(null);
  const changes = [getBroadcast, listBroadcasts, listRecipients];
  const pause = useAction(pauseBroadcast, { changes });
  const resume = useAction(resumeBroadcast, { changes });
  const unschedule = useAction(unscheduleBroadcast, { changes });
  const params = { broadcast: one.broadcastId };
  const isDraft = one.state === 'draft' || one.state === 'estimated';
  const ask = (question: Question, label: string, more: Partial<PageAction> = {}): PageAction => ({
    key: question,
    label,
    onClick: () => setAsked(question),
    ...more,
  });
  const may = can('broadcasts:write');
  const atWork = one.state === 'preparing' || one.state === 'running';
  const actions: PageAction[] = !may
    ? []
    : isDraft
      ? [
          ask('remove', t('run.remove'), { icon: 'trash' }),
          { key: 'edit', label: t('edit'), icon: 'edit', to: to(`broadcasts/${one.broadcastId}/edit`) },
        ]
      : [
          ...(one.state === 'scheduled'
            ? [
                {
                  key: 'back',
                  label: t('run.unschedule'),
                  onClick: () => unschedule.mutate({ params }),
                  loading: unschedule.isPending,
                },
              ]
            : []),
          ...(atWork || one.state === 'paused'
            ? [ask('stop', t('run.stop'), { danger: true }), ask('pace', t('run.changePace'))]
            : []),
          ...(atWork
            ? [
                {
                  key: 'pause',
                  label: t('run.pause'),
                  icon: 'pause' as const,
                  onClick: () => pause.mutate({ params }),
                  loading: pause.isPending,
                },
              ]
            : []),
        ];
  const primary: PageAction | undefined =
    may && one.state === 'paused'
      ? {
          key: 'resume',
          label: t('run.resume'),
          icon: 'play',
          loading: resume.isPending,
          onClick: () => resume.mutate({ params, body: {} }),
        }
      : undefined;
  const navigate = useNavigate();
  return (
    <Page
      title={one.name}
      crumbs={[{ label: t('title'), to: to('broadcasts') }]}
      tags={<StateTag state={one.state} />}
      actions={actions}
      primary={primary}
    >
      <ScratchNote />
      <ErrorNote error={pause.error ?? resume.error ?? unschedule.error} />
      {isDraft ? <Check one={one} start={() => setAsked('start')} /> : <Running one={one} />}
      <About one={one} />
      {one.startedAt === null ? null : <Log one={one} />}
      <Suspense fallback={null}>
        {asked ? (
          <Ask one={one} question={asked} close={() => setAsked(null)} gone={() => void navigate(to('broadcasts'))} />
        ) : null}
      </Suspense>
    </Page>
  );
}
