import { NavLink } from 'react-router';
import { navOf } from '../features.ts';
import { useSay, useShellWords } from '../lib/i18n.ts';
import { may, useMe, usePath, useWorkspace } from '../lib/session.tsx';
import type { NavGroup, NavItem } from '../screens.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { usePersonMenu } from './person.tsx';
import { WorkspaceSwitcher } from './WorkspaceSwitcher.tsx';
import './SideNav.css';

const groups: readonly NavGroup[] = ['work', 'design', 'outcome'];

/** The side navigation: 208 px with words, or the 56-px rail on a narrow window. Drawn from what features declare. */
export function SideNav({ rail }: { rail: boolean }) {
  const t = useShellWords();
  const me = useMe();
  const workspace = useWorkspace();
  const person = usePersonMenu();
  return (
    <nav className={rail ? 'hx-nav rail' : 'hx-nav'} aria-label={t('nav.label')}>
      <WorkspaceSwitcher rail={rail} />
      <div className="scroll">
        {groups.map((group) => {
          const items = navOf(group).filter((item) => may(workspace, item.permission));
          if (items.length === 0) return null;
          return (
            <div key={group} className="group">
              <div className="cap">{t(`group.${group as 'work' | 'design' | 'outcome'}`)}</div>
              {items.map((item) => (
                <Item key={item.path} item={item} rail={rail} />
              ))}
            </div>
          );
        })}
      </div>
      <div className="foot">
        {navOf('foot')
          .filter((item) => may(workspace, item.permission))
          .map((item) => (
            <Item key={item.path} item={item} rail={rail} />
          ))}
        <Menu
          groups={person}
          trigger={(props) => (
            <button type="button" className="item" title={rail ? me.user.name : undefined} {...props}>
              <Avatar name={me.user.name} size={20} />
              <span className="name el">{me.user.name}</span>
              <span className="n">{roleName(t, workspace.role)}</span>
            </button>
          )}
        />
      </div>
    </nav>
  );
}

/** A role of ours in words; a company's own role by its name. */
export function roleName(t: ReturnType<typeof useShellWords>, role: string): string {
  const known = ['administrator', 'manager', 'supervisor', 'agent', 'viewer'] as const;
  const found = known.find((name) => name === role);
  return found ? t(`role.${found}`) : role;
}

const noCount: NonNullable<NavItem['useCount']> = () => ({});

function Item({ item, rail }: { item: NavItem; rail: boolean }) {
  const say = useSay();
  const to = usePath();
  const useCount = item.useCount ?? noCount;
  const { waiting, late } = useCount();
  return (
    <NavLink to={to(item.path)} className="item" title={rail ? say(item.label) : undefined}>
      <Icon name={item.icon} size={rail ? 18 : 16} />
      <span className="name el">{say(item.label)}</span>
      {waiting ? <span className="n">{waiting}</span> : null}
      {rail && late ? <span className="late">{late}</span> : null}
    </NavLink>
  );
}
