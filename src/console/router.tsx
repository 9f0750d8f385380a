import { lazy, Suspense } from 'react';
import {
  createBrowserRouter,
  Navigate,
  Outlet,
  type RouteObject,
  useLocation,
  useParams,
  useRouteError,
} from 'react-router';
import { allNav, routes } from './features.ts';
import { useShellWords } from './lib/i18n.ts';
import { ApiProblem, unreachable } from './lib/problem.ts';
import { may, MeContext, type Me as Person, useMe, usePath, useWorkspace } from './lib/session.tsx';
import { chosenLocale, kept } from './lib/settings.ts';
import { useMeQuery } from './me.ts';
import type { ScreenRoute } from './screens.ts';
import { Loading, Shell } from './shell/Shell.tsx';
import { ErrorState } from './ui/States.tsx';
import { switchLocale } from './lib/i18n.ts';

const MePage = lazy(() => import('./shell/Me.tsx'));

/** Below this everyone is signed in; without a session the sign-in page, which comes back here. */
function SignedIn() {
  const me = useMeQuery();
  const { pathname, search } = useLocation();
  if (me.data?.user.passwordTemporary && pathname !== '/password')
    return <Navigate replace to={`/password?return=${encodeURIComponent(pathname + search)}`} />;
  if (me.data) {
    return (
      <MeContext value={me.data}>
        <Language me={me.data} />
        <Outlet />
      </MeContext>
    );
  }
  if (me.error?.status === 401) {
    const here = pathname + search;
    return <Navigate replace to={here === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(here)}`} />;
  }
  if (me.error) return <ErrorState error={me.error} retry={() => void me.refetch()} />;
  return <Loading />;
}

/** The language of the account, unless this browser chose another. */
function Language({ me }: { me: Person }) {
  if (chosenLocale() === null && me.user.locale === 'en') void switchLocale('en');
  return null;
}

/** `/`: the workspace of last time, else the first one. */
function Start() {
  const { workspaces } = useMe();
  const last = kept<string>('workspace', '');
  const workspace = workspaces.find((one) => one.id === last) ?? workspaces[0];
  if (!workspace) return <ErrorState error={new ApiProblem({ code: 'forbidden', status: 403, title: '' })} />;
  return <Navigate replace to={`/w/${encodeURIComponent(workspace.id)}`} />;
}

/** `/w/:workspace`: the first page of the navigation that the role may see. */
function Home() {
  const workspace = useWorkspace();
  const to = usePath();
  const first = allNav.find((item) => item.group !== 'foot' && may(workspace, item.permission));
  return <Navigate replace to={first ? to(first.path) : to('me')} />;
}

function Guarded({ permission, children }: { permission: string | undefined; children: React.ReactNode }) {
  const workspace = useWorkspace();
  if (may(workspace, permission)) return children;
  return <ErrorState error={new ApiProblem({ code: 'not_allowed', status: 403, title: '' })} />;
}

/** A screen that threw, or whose code could not be loaded (an update, a lost network). The navigation stays. */
function Failed() {
  const error = useRouteError();
  const t = useShellWords();
  const missing = error instanceof TypeError && /dynamically imported|module script|Importing/i.test(error.message);
  const shown = missing
    ? unreachable()
    : new ApiProblem({ code: 'crashed', status: 0, title: t('state.crashed'), detail: t('state.crashedHint') });
  if (!missing && error instanceof Error) console.error(error);
  return <ErrorState error={shown} retry={() => location.reload()} />;
}

function NotFound() {
  return <ErrorState error={new ApiProblem({ code: 'not_found', status: 404, title: '' })} />;
}

function screen(route: ScreenRoute): RouteObject {
  return {
    path: route.path,
    errorElement: <Failed />,
    lazy: async () => {
      const Screen = (await route.lazy()).default;
      return {
        Component: route.outside
          ? Screen
          : () => (
              <Guarded permission={route.permission}>
                <Screen />
              </Guarded>
            ),
      };
    },
  };
}

/** Another record of the same page is another page: its state does not leak. */
function Fresh() {
  const { workspace } = useParams();
  return <Shell key={workspace} />;
}

const development: RouteObject[] = import.meta.env.DEV
  ? [{ path: '/gallery', lazy: async () => ({ Component: (await import('./gallery/Gallery.tsx')).default }) }]
  : [];

export const router = createBrowserRouter([
  {
    errorElement: <Failed />,
    hydrateFallbackElement: <Loading />,
    children: [
      ...routes.filter((route) => route.outside).map(screen),
      ...development,
      {
        element: <SignedIn />,
        children: [
          { path: '/', element: <Start /> },
          {
            path: '/w/:workspace',
            element: <Fresh />,
            children: [
              { index: true, element: <Home /> },
              {
                path: 'me',
                element: (
                  <Suspense fallback={<Loading />}>
                    <MePage />
                  </Suspense>
                ),
              },
              ...routes.filter((route) => !route.outside).map(screen),
              { path: '*', element: <NotFound /> },
            ],
          },
        ],
      },
      { path: '*', element: <NotFound /> },
    ],
  },
]);
