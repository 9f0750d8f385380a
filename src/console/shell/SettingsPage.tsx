import { NavLink } from 'react-router';
import { settingsTabs } from '../features.ts';
import { useSay, useShellWords } from '../lib/i18n.ts';
import { useWide } from '../lib/media.ts';
import { useCan, usePath } from '../lib/session.tsx';
import { SETTINGS_GROUPS } from '../screens.ts';
import { Page, type PageProps } from '../ui/Page.tsx';
import './SettingsPage.css';

/** The frame of every page of the settings: its tabs are what the features declare, as far as the role may see them. Where there is room they stand at the left, by what they are about. */
export function SettingsPage({ children, ...props }: Omit<PageProps, 'title' | 'tabs'>) {
  const say = useSay();
  const t = useShellWords();
  const to = usePath();
  const can = useCan();
  const wide = useWide();
  const mine = settingsTabs.filter(({ permission }) => permission === undefined || can(permission));
  const tabs = mine.map(({ path, label, group }) => ({
    group,
    label: say(label),
    to: to(path),
    end: path === 'settings',
  }));
  const title = say({ zh: '设置', en: 'Settings' });
  if (!wide)
    return (
      <Page tone="work" {...props} title={title} tabs={tabs}>
        {children}
      </Page>
    );
  const groups = SETTINGS_GROUPS.map((group) => ({ group, items: tabs.filter((tab) => tab.group === group) }));
  return (
    <Page tone="work" {...props} title={title}>
      <div className="hx-settings-frame">
        <nav aria-label={title}>
          {groups
            .filter(({ items }) => items.length > 0)
            .map(({ group, items }) => (
              <div key={group}>
                <h2>{t(`settings.${group}`)}</h2>
                {items.map((tab) => (
                  <NavLink key={tab.to} to={tab.to} end={tab.end}>
                    {tab.label}
                  </NavLink>
                ))}
              </div>
            ))}
        </nav>
        <div className="content">{children}</div>
      </div>
    </Page>
  );
}
