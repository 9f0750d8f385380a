import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useParams } from 'react-router';
import { playbookTabs } from '../../../console/features.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath, useWorkspace } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Page, type PageAction, type PageProps } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { ErrorState, PageSkeleton, Answered } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { getPlaybook, type PlaybookDetail } from '../contract.ts';
import { RatioTag } from './RatioTag.tsx';
import { StatusTag } from './StatusTag.tsx';
import { words } from './words.ts';

const EnableSheet = lazy(() => import('./EnableSheet.tsx'));
const DisableSheet = lazy(() => import('./DisableSheet.tsx'));

/** The head and tabs that the pages of one playbook share, and switching it on and off. */
export function PlaybookPage({
  children,
  quiet = false,
  ...rest
}: Pick<PageProps, 'fill' | 'tone' | 'controls'> & {
  /** Something on the page comes first: the head offers no action of its own. */
  quiet?: boolean;
  children: (playbook: PlaybookDetail) => ReactNode;
}) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const can = useCan();
  const { playbook: key = '' } = useParams();
  const query = useEndpoint(getPlaybook, { params: { playbook: key } });
  const playbook = query.data;
  const [open, setOpen] = useState<'enable' | 'disable' | null>(null);
  const { primary, actions, note } = useHead(playbook, setOpen);
  const enrolled = playbook ? playbook.enrolled.treatment + playbook.enrolled.control : 0;
  const format = useFormat();
  const base = to(`playbooks/${key}`);
  return (
    <Page
      {...rest}
      title={playbook ? say(playbook.name) : key}
      crumbs={[{ label: t('title'), to: to('playbooks') }]}
      tags={playbook ? <HeadTags playbook={playbook} /> : null}
      note={note}
      actions={actions}
      primary={quiet ? undefined : primary}
      tabs={[
        { label: t('tab.path'), to: base, end: true },
        // Who is in which arm is not for everybody.
        ...(can('experiments:read')
          ? [
              {
                label: t('tab.customers'),
                to: `${base}/customers`,
                count: enrolled > 0 ? format.number(enrolled) : undefined,
              },
            ]
          : []),
        ...playbookTabs
          .filter(
            ({ permission, isFor }) =>
              (permission === undefined || can(permission)) && (!isFor || (playbook && isFor(playbook.definition))),
          )
          .map(({ path, label }) => ({ label: say(label), to: `${base}/${path}` })),
        { label: t('tab.definition'), to: `${base}/definition` },
        { label: t('tab.runs'), to: `${base}/runs` },
      ]}
    >
      {rest.fill ? null : <ScratchNote />}
      {rest.fill ? <Filling query={query}>{children}</Filling> : <Answered query={query}>{children}</Answered>}
      <Suspense fallback={null}>
        {playbook && open === 'enable' ? <EnableSheet playbook={playbook} close={() => setOpen(null)} /> : null}
        {playbook && open === 'disable' ? <DisableSheet playbook={playbook} close={() => setOpen(null)} /> : null}
      </Suspense>
    </Page>
  );
}

/** As Answered, without a box around the content: it fills the page itself. */
function Filling({
  query,
  children,
}: {
  query: { data: PlaybookDetail | undefined; error: unknown; refetch: () => unknown };
  children: (playbook: PlaybookDetail) => ReactNode;
}) {
  if (query.data) return children(query.data);
  return (
    <div style={{ flex: 1, padding: 32 }}>
      {query.error ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : <PageSkeleton />}
    </div>
  );
}

function HeadTags({ playbook }: { playbook: PlaybookDetail }) {
  const t = useWords(words);
  const version = playbook.liveVersion ?? playbook.version;
  return (
    <>
      <StatusTag status={playbook.status} />
      <RatioTag ratio={playbook.ratio} />
      <Tag>
        {playbook.epoch === null ? t('version', { version }) : t('versionEpoch', { version, epoch: playbook.epoch })}
      </Tag>
    </>
  );
}

function useHead(
  playbook: PlaybookDetail | undefined,
  open: (sheet: 'enable' | 'disable') => void,
): { primary: PageAction | undefined; actions: readonly PageAction[]; note: string | undefined } {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const scratch = useWorkspace().kind === 'scratch';
  if (!playbook) return { primary: undefined, actions: [], note: undefined };
  const { key, status, version, liveVersion } = playbook;
  const running = status === 'running';
  const pending = running && liveVersion !== null && liveVersion !== version;
  const may = can('playbooks:write') && !scratch;
  const actions: PageAction[] = [];
  if (can('replays:write') && !scratch)
    actions.push({ key: 'replay', label: t('head.replay'), icon: 'history', to: to(`replays?new=1&playbook=${key}`) });
  if (playbook.epoch !== null && can('outcomes:read'))
    actions.push({ key: 'scorecard', label: t('head.scorecard'), icon: 'scorecard', to: to(`scorecards/${key}`) });
  if (may && running && !pending)
    actions.push({ key: 'adjust', label: t('head.adjust'), icon: 'edit', onClick: () => open('enable') });
  if (may && running)
    actions.push({ key: 'disable', label: t('head.disable'), icon: 'pause', onClick: () => open('disable') });
  const enable = pending ? t('head.publish', { version }) : status === 'paused' ? t('head.again') : t('head.enable');
  return {
    actions,
    primary:
      may && (!running || pending)
        ? { key: 'enable', label: enable, icon: 'play', onClick: () => open('enable') }
        : undefined,
    note: pending ? t('head.pending', { version, live: liveVersion }) : undefined,
  };
}
