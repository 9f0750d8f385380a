import { useActorName } from '../../../../console/lib/actor.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { Two } from '../../../../console/table/Two.tsx';
import { Facts } from '../../../../console/ui/Card.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { type AuditEntry, Role, roleWords, Scope, scopeWords } from '../../contract.ts';
import { useLabel } from './audit-label.ts';
import { fieldName, useAuditWords } from './audit-words.ts';
import { words } from './words.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** A value as the log holds it, said in words where there are some. */
function useValueText(): (value: unknown) => string {
  const say = useSay();
  const format = useFormat();
  const one = (value: unknown): string => {
    const role = Role.safeParse(value).data;
    if (role) return say(roleWords[role].name);
    const scope = Scope.safeParse(value).data;
    if (scope) return say(scopeWords[scope]);
    if (value === true) return '✓';
    if (value === false || value === null || value === '') return '—';
    if (Array.isArray(value)) return value.length > 0 ? format.list(value.map(one)) : '—';
    if (typeof value !== 'string') return JSON.stringify(value);
    return INSTANT.test(value) ? format.when(value) : value;
  };
  return one;
}

const CHANGES = /\.(changed|renamed|deactivated|restored)$/;

/** One entry of the log, with what changed. */
export default function AuditSheet({ entry, close }: { entry: AuditEntry; close: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const text = useValueText();
  const named = useAuditWords();
  const actor = useActorName();
  const label = useLabel();
  const details = Object.entries(entry.detail).map(([key, value]) => {
    const pair = CHANGES.test(entry.action) && Array.isArray(value) && value.length === 2;
    return [fieldName(key, say), pair ? `${text(value[0])} → ${text(value[1])}` : text(value)] as const;
  });
  return (
    <Sheet open title={named.action(entry.action)} close={close}>
      <div className="hx-entry">
        <Facts
          rows={[
            [t('audit.when'), format.when(entry.at)],
            [
              t('audit.who'),
              <Two
                key="who"
                value={actor(entry.actor.name)}
                under={t(`audit.${entry.actor.kind as 'user' | 'key' | 'command'}`)}
              />,
            ],
            [
              t('audit.thing'),
              <Two
                key="thing"
                value={[named.thing(entry.entity), label(entry)].filter(Boolean).join(' ')}
                under={entry.entityId === '*' || entry.entityId === entry.actor.id ? null : entry.entityId}
              />,
            ],
          ]}
        />
        <div className="hx-sheet-part" style={{ gap: 8 }}>
          <h2>{t('audit.detail')}</h2>
          {details.length > 0 ? <Facts rows={details} /> : <p>{t('audit.noDetail')}</p>}
        </div>
      </div>
    </Sheet>
  );
}
