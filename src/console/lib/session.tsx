import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Me } from '../../features/access/contract.ts';
import { createFormat, type Format } from '../format.ts';
import { useLocale } from './settings.ts';

/** `GET /api/me`: who is signed in and the workspaces she may enter. Types only: the shell loads no contract. */
export type { Me };
/** `kind` scratch is a copy made by a replay; days and times are shown in `zone`, money in `currency`. */
export type Workspace = Me['workspaces'][number];

export const MeContext = createContext<Me | null>(null);
const WorkspaceContext = createContext<Workspace | null>(null);

export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe needs a signed-in page');
  return me;
}

export function WorkspaceProvider({ workspace, children }: { workspace: Workspace; children: ReactNode }) {
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>;
}

/** The workspace of the page. Throws outside `/w/:workspace/`. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace needs a page below /w/:workspace/');
  return workspace;
}

/** Its id, or undefined outside a workspace. */
export const useWorkspaceId = (): string | undefined => useContext(WorkspaceContext)?.id;

export function may(workspace: Workspace, permission: string | undefined): boolean {
  if (permission === undefined) return true;
  const [subject] = permission.split(':');
  return workspace.permissions.some((held) => held === permission || held === '*' || held === `${subject}:*`);
}

/** `const can = useCan(); can('customers:write')`. */
export function useCan(): (permission: string) => boolean {
  const workspace = useWorkspace();
  return (permission) => may(workspace, permission);
}

/** Formats for the language of the moment and the zone and currency of the workspace. */
export function useFormat(): Format {
  const locale = useLocale();
  const workspace = useContext(WorkspaceContext);
  const zone = workspace?.zone ?? 'Asia/Shanghai';
  const currency = workspace?.currency ?? 'CNY';
  return useMemo(() => createFormat({ locale, zone, currency }), [locale, zone, currency]);
}

/** `const to = usePath(); <Link to={to('customers')}>`: an address inside the workspace of the page. */
export function usePath(): (path: string) => string {
  const id = useWorkspaceId();
  return (path) => `/w/${encodeURIComponent(id ?? '')}/${path}`;
}
