import { Link } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Tag } from '../../../console/ui/Tag.tsx';
import { listPlaybooks } from '../../playbooks/contract.ts';
import { words } from './words.ts';

/** The playbooks of the workspace, where one may see them. */
export function usePlaybooks() {
  const can = useCan();
  return useEndpoint(listPlaybooks, {}, { enabled: can('playbooks:read') }).data?.playbooks ?? [];
}

/** The playbook meant for a class: its name, whether it runs, and the way to it. */
export function PlaybookLink({ playbook }: { playbook: string | null }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const found = usePlaybooks().find((one) => one.key === playbook);
  if (playbook === null) return <span className="t3 f12">{t('noPlaybook')}</span>;
  if (!found)
    return (
      <span className="t3 f12">
        {playbook} · {t('status.missing')}
      </span>
    );
  return (
    <span className="row g8 wrap f12">
      <Link className="hx-link" to={to(`playbooks/${encodeURIComponent(playbook)}`)}>
        {say(found.name)}
      </Link>
      <Tag tone={found.status === 'running' ? 'ok' : 'neutral'} dot={found.status === 'running'}>
        {t(`status.${found.status}`)}
      </Tag>
    </span>
  );
}
