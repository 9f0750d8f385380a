import { useNavigate } from 'react-router';
import { useShellWords } from '../lib/i18n.ts';
import { useMe, useWorkspace } from '../lib/session.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Tag } from '../ui/Tag.tsx';
import './WorkspaceSwitcher.css';

export function Mark({ size = 24 }: { size?: number }) {
  return (
    <span className="hx-mark" style={{ width: size, height: size }}>
      <Icon name="logo" size={Math.round((size * 2) / 3)} />
    </span>
  );
}

/** The company's name with the mark; opens the list of workspaces when there is more than one. */
export function WorkspaceSwitcher({ rail }: { rail: boolean }) {
  const t = useShellWords();
  const navigate = useNavigate();
  const { workspaces } = useMe();
  const current = useWorkspace();
  return (
    <Menu
      width={224}
      groups={[
        {
          title: t('workspace.switch'),
          items: workspaces.map((workspace) => ({
            key: workspace.id,
            label: workspace.name,
            note: workspace.kind === 'live' ? undefined : t(`workspace.${workspace.kind}`),
            checked: workspace.id === current.id,
            onSelect: () => void navigate(`/w/${encodeURIComponent(workspace.id)}`),
          })),
        },
      ]}
      trigger={(props) => (
        <button type="button" className={rail ? 'hx-workspace rail' : 'hx-workspace'} title={current.name} {...props}>
          <Mark />
          <span className="grow el name">{current.name}</span>
          {current.kind === 'live' ? null : <Tag>{t(`workspace.${current.kind}`)}</Tag>}
          <Icon name="down" size={14} />
        </button>
      )}
    />
  );
}
