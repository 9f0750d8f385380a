import { settingsTabs } from '../features.ts';
import { useSay } from '../lib/i18n.ts';
import { useCan, usePath } from '../lib/session.tsx';
import { Page, type PageProps } from '../ui/Page.tsx';

/** The frame of every page of the settings: its tabs are what the features declare, as far as the role may see them. */
export function SettingsPage(props: Omit<PageProps, 'title' | 'tabs'>) {
  const say = useSay();
  const to = usePath();
  const can = useCan();
  return (
    <Page
      tone="work"
      {...props}
      title={say({ zh: '设置', en: 'Settings' })}
      tabs={settingsTabs
        .filter(({ permission }) => permission === undefined || can(permission))
        .map(({ path, label }) => ({ label: say(label), to: to(path), end: path === 'settings' }))}
    />
  );
}
