import { lazy, Suspense, useEffect, useRef } from 'react';
import { Outlet, useLocation, useParams } from 'react-router';
import { notices } from '../features.ts';
import { useShellWords } from '../lib/i18n.ts';
import { useKeys } from '../lib/keys.ts';
import { useNarrow, useOnline, usePhone } from '../lib/media.ts';
import { useRailWanted } from '../lib/rail.ts';
import { useCan, useMe, WorkspaceProvider } from '../lib/session.tsx';
import { keep } from '../lib/settings.ts';
import { ApiProblem } from '../lib/problem.ts';
import { Icon } from '../ui/Icon.tsx';
import { ErrorState, Skeleton } from '../ui/States.tsx';
import { closeOverlay, openKeyHelp, openPalette, useOverlay } from './overlays.ts';
import { PhoneTabs } from './PhoneTabs.tsx';
import { SideNav } from './SideNav.tsx';
import './Shell.css';

const loadPalette = () => import('./Palette.tsx');
const Palette = lazy(loadPalette);
const KeyHelp = lazy(() => import('./KeyHelp.tsx'));

/** Navigation around the screens of one workspace. */
export function Shell() {
  const { workspace: id } = useParams();
  const { workspaces } = useMe();
  const workspace = workspaces.find((one) => one.id === id);
  useEffect(() => {
    if (workspace) keep('workspace', workspace.id);
  }, [workspace]);
  if (!workspace) return <ErrorState error={new ApiProblem({ code: 'not_found', status: 404, title: '' })} />;
  return (
    // A workspace's screens share nothing: another one starts afresh.
    <WorkspaceProvider key={workspace.id} workspace={workspace}>
      <Frame />
    </WorkspaceProvider>
  );
}

function Frame() {
  const t = useShellWords();
  const phone = usePhone();
  const narrow = useNarrow();
  const railWanted = useRailWanted();
  const online = useOnline();
  const overlay = useOverlay();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    // Loaded when nothing else is, so that what is typed right after ⌘K is not lost.
    const timer = setTimeout(() => void loadPalette(), 1500);
    return () => clearTimeout(timer);
  }, []);
  const first = useRef(true);
  useEffect(() => {
    // After a navigation the reading starts at the top of the new page; not on the first load.
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
    main.current?.scrollTo({ top: 0 });
  }, [pathname]);
  useKeys(
    [
      { key: 'mod+k', label: t('keys.palette'), run: openPalette, inFields: true },
      { key: '/', label: t('keys.search'), run: openPalette },
      { key: '?', label: t('keys.help'), run: openKeyHelp },
    ],
    true,
    true,
  );
  return (
    <div className="hx-shell">
      <a className="hx-skip" href="#main">
        {t('nav.skip')}
      </a>
      {phone ? null : <SideNav rail={narrow || railWanted} />}
      <div className="hx-stage">
        {online ? null : (
          <output className="hx-offline">
            <Icon name="warning" size={14} />
            {t('state.offline')}
          </output>
        )}
        <Notices />
        <main id="main" ref={main} tabIndex={-1}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
        {phone ? <PhoneTabs /> : null}
      </div>
      <Suspense>
        {overlay === 'palette' ? <Palette close={closeOverlay} /> : null}
        {overlay === 'keys' ? <KeyHelp close={closeOverlay} /> : null}
      </Suspense>
    </div>
  );
}

function Notices() {
  const can = useCan();
  return <>{notices.map(({ feature, permission, Notice }) => (can(permission) ? <Notice key={feature} /> : null))}</>;
}

export function Loading() {
  return (
    <div style={{ padding: 32 }}>
      <Skeleton lines={5} />
    </div>
  );
}
