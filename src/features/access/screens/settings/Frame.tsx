import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, usePath } from '../../../../console/lib/session.tsx';
import { Page, type PageProps } from '../../../../console/ui/Page.tsx';
import './settings.css';
import { words } from './words.ts';

/** The tabs of the settings, as far as the role may see them. Everyone has an account. */
export function SettingsPage(props: Omit<PageProps, 'title' | 'tabs'>) {
  const t = useWords(words);
  const to = usePath();
  const can = useCan();
  const tabs = [
    { key: 'workspace', path: 'settings', needs: 'access:read', end: true },
    { key: 'members', path: 'settings/members', needs: 'access:read' },
    { key: 'teams', path: 'settings/teams', needs: 'access:read' },
    { key: 'roles', path: 'settings/roles', needs: 'access:read' },
    { key: 'keys', path: 'settings/keys', needs: 'access:keys' },
    { key: 'audit', path: 'settings/audit', needs: 'access:audit' },
    { key: 'account', path: 'settings/account', needs: null },
  ] as const;
  return (
    <Page
      tone="work"
      {...props}
      title={t('title')}
      tabs={tabs
        .filter((tab) => tab.needs === null || can(tab.needs))
        .map((tab) => ({ label: t(`tab.${tab.key}`), to: to(tab.path), end: 'end' in tab }))}
    />
  );
}
