import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import type { Overview } from '../contract.ts';
import { words } from './words.ts';

/** Why customers the playbooks wanted were not contacted. */
export function Reasons({ reasons, open }: { reasons: Overview['reasons']; open: (key: string) => void }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  if (reasons.length === 0) return null;
  // The control group is no reason of the same kind, and would make the others small.
  const most = Math.max(1, ...reasons.filter(({ reason }) => reason !== 'control').map(({ n }) => n));
  return (
    <Card
      title={t('reasons')}
      caption={t('reasonsNote')}
      extra={
        <Button size="small" onClick={() => open('coverage')}>
          {t('rows')}
        </Button>
      }
    >
      <ul className="reasons">
        {reasons.map(({ reason, name, n }) => (
          <li key={reason}>
            <span>{say(name)}</span>
            <i
              style={{ width: `${Math.min(1, n / most) * 100}%` }}
              className={reason === 'control' ? 'control' : undefined}
            />
            <b>{format.number(n)}</b>
          </li>
        ))}
      </ul>
    </Card>
  );
}
