import { Link, useNavigate } from 'react-router';
import { allNav, phoneTabsOf } from '../features.ts';
import { useSay, useShellWords } from '../lib/i18n.ts';
import { may, useMe, usePath, useWorkspace } from '../lib/session.tsx';
import type { NavItem } from '../screens.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Page } from '../ui/Page.tsx';
import { Tag } from '../ui/Tag.tsx';
import { usePersonMenu } from './person.tsx';
import { roleName } from './SideNav.tsx';
import { Mark } from './WorkspaceSwitcher.tsx';
import './Me.css';

/** 我的, on a phone: who I am, every page that has no tab, workspaces, appearance and language. */
export default function Me() {
  const t = useShellWords();
  const say = useSay();
  const to = usePath();
  const navigate = useNavigate();
  const me = useMe();
  const current = useWorkspace();
  const person = usePersonMenu();
  const mayOpen = (item: NavItem) => may(current, item.permission);
  const tabs = phoneTabsOf(mayOpen);
  const pages = allNav.filter((item) => mayOpen(item) && !tabs.includes(item));
  return (
    <Page title={t('nav.me')}>
      <div className="hx-me">
        <div className="who">
          <Avatar name={me.user.name} size={44} />
          <div className="grow">
            <div className="fw6 f16 el">{me.user.name}</div>
            <div className="f12 t3 el">
              {roleName(t, current.role)} · {me.user.email}
            </div>
          </div>
        </div>
        <ul>
          {pages.map((item) => (
            <li key={item.path}>
              <Link to={to(item.path)}>
                <Icon name={item.icon} size={18} />
                <span className="grow">{say(item.label)}</span>
                <Icon name="right" size={14} />
              </Link>
            </li>
          ))}
        </ul>
        <h2>{t('workspace.switch')}</h2>
        <ul>
          {me.workspaces.map((workspace) => (
            <li key={workspace.id}>
              <button
                type="button"
                aria-pressed={workspace.id === current.id}
                onClick={() => void navigate(`/w/${encodeURIComponent(workspace.id)}/me`)}
              >
                <Mark size={20} />
                <span className="grow el">{workspace.name}</span>
                {workspace.kind === 'live' ? null : <Tag>{t(`workspace.${workspace.kind}`)}</Tag>}
                {workspace.id === current.id ? <Icon name="check" size={16} /> : null}
              </button>
            </li>
          ))}
        </ul>
        {person.map((group, at) => (
          <section key={group.title ?? at}>
            {group.title ? <h2>{group.title}</h2> : null}
            <ul>
              {group.items
                .filter((item) => item.key !== 'keys')
                .map((item) => (
                  <li key={item.key}>
                    <button type="button" aria-pressed={item.checked} onClick={item.onSelect}>
                      {item.icon ? <Icon name={item.icon} size={18} /> : null}
                      <span className="grow">{item.label}</span>
                      {item.checked ? <Icon name="check" size={16} /> : null}
                    </button>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Page>
  );
}
