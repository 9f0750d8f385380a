import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useCan, useMe, usePath } from '../../../console/lib/session.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Icon, type IconName } from '../../../console/ui/Icon.tsx';
import { Opening, Page } from '../../../console/ui/Page.tsx';
import { meKey } from '../../../console/me.ts';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Progress } from '../../../console/ui/Progress.tsx';
import { Bone } from '../../../console/ui/States.tsx';
import { type DemoState, getDemo, loadDemo } from '../contract.ts';
import './Ways.css';
import { words } from './words.ts';

/** First run: a believable demo company, my customers, a channel; nothing to configure before. */
export function Ways() {
  const t = useWords(words);
  const to = usePath();
  return (
    <Page title={t('welcome.title')} width={1040}>
      <Opening lead={t('welcome.lead')}>{t('welcome.verdict')}</Opening>
      <div className="hx-ways">
        <Way icon="play" title={t('welcome.demo')} text={t('welcome.demoText')}>
          <Demo />
        </Way>
        <Way icon="upload" title={t('welcome.import')} text={t('welcome.importText')}>
          <Button to={to('customers/import')}>{t('welcome.start')}</Button>
        </Way>
        <Way icon="plug" title={t('welcome.connect')} text={t('welcome.connectText')}>
          <Button to={to('settings/keys')}>{t('welcome.keys')}</Button>
        </Way>
      </div>
    </Page>
  );
}

/** One click loads it in the background; the page may be left and found again. */
function Demo() {
  const t = useWords(words);
  const can = useCan();
  const { workspaces } = useMe();
  const state = useEndpoint(
    getDemo,
    {},
    { every: (answer) => ((answer as DemoState | undefined)?.status === 'loading' ? 1000 : false) },
  );
  const load = useAction(loadDemo, { changes: [getDemo] });
  const client = useQueryClient();
  const status = state.data?.status;
  const demo = workspaces.find((workspace) => workspace.id === state.data?.workspace);
  useEffect(() => {
    // The list of workspaces was fetched before the demo was there.
    if (status === 'ready' && !demo) void client.invalidateQueries({ queryKey: meKey });
  }, [status, demo, client]);
  const begin = () => {
    // Whoever leaves the page and comes back sees that it is on its way, also while the server is busy making it.
    client.setQueriesData<DemoState>({ queryKey: [getDemo.name] }, (known) => known && { ...known, status: 'loading' });
    load.mutate({});
  };
  if (status === 'ready' && demo) {
    return (
      <Button type="primary" to={`/w/${encodeURIComponent(demo.id)}/playbooks`}>
        {t('welcome.open', { name: demo.name })}
      </Button>
    );
  }
  if (status === 'loading' || load.isPending)
    return <Progress part={state.data?.progress ?? 0} label={t('welcome.demoLoading')} />;
  // Not offered before it is known that there is none.
  if (state.isLoading) return <Bone height={32} width={120} radius={8} />;
  if (!can('access:write')) return <p>{t('welcome.demoMissing')}</p>;
  return (
    <>
      {status === 'failed' ? <p>{t('welcome.demoFailed')}</p> : null}
      <Button type="primary" onClick={begin}>
        {t('welcome.tryDemo')}
      </Button>
    </>
  );
}

function Way({
  icon,
  title,
  text,
  children,
}: {
  icon: IconName;
  title: string;
  text: string;
  children: React.ReactNode;
}) {
  return (
    <section className="way">
      <span className="mark">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      <div className="act">{children}</div>
    </section>
  );
}
