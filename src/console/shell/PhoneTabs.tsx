import { NavLink } from 'react-router';
import { phoneTabsOf } from '../features.ts';
import { useSay, useShellWords } from '../lib/i18n.ts';
import { may, usePath, useWorkspace } from '../lib/session.tsx';
import type { NavItem } from '../screens.ts';
import { Icon } from '../ui/Icon.tsx';
import './PhoneTabs.css';

/** The bottom tabs of a phone: at most four from features, then 我的. Badges count what is late. */
export function PhoneTabs() {
  const t = useShellWords();
  const to = usePath();
  const workspace = useWorkspace();
  return (
    <nav className="hx-tabs" aria-label={t('nav.label')}>
      {phoneTabsOf((item) => may(workspace, item.permission)).map((item) => (
        <Tab key={item.path} item={item} />
      ))}
      <NavLink to={to('me')}>
        <Icon name="person" size={22} />
        {t('nav.me')}
      </NavLink>
    </nav>
  );
}

const noCount: NonNullable<NavItem['useCount']> = () => ({});

function Tab({ item }: { item: NavItem }) {
  const say = useSay();
  const to = usePath();
  const useCount = item.useCount ?? noCount;
  const { late } = useCount();
  return (
    <NavLink to={to(item.path)}>
      <Icon name={item.icon} size={22} />
      {say(item.tab?.label ?? item.label)}
      {late ? <span className="late">{late}</span> : null}
    </NavLink>
  );
}
