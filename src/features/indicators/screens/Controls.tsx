import { Segmented } from 'antd';
import { addressOf } from '../../../console/lib/address.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useWorkspace } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Menu } from '../../../console/ui/Menu.tsx';
import { listTeams } from '../../access/contract.ts';
import { listPlaybooks } from '../../playbooks/contract.ts';
import { downloadIndicators } from '../contract.ts';
import { PERIODS } from '../contract-period.ts';
import { useAsked } from './useAsked.ts';
import { words } from './words.ts';

/** Period, playbook, team, and in which time things are measured. */
export function Controls() {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const { period, time, set, query } = useAsked();
  const playbooks = useEndpoint(listPlaybooks, {}, { enabled: can('playbooks:read'), staleTime: 60_000 });
  const teams = useEndpoint(listTeams, {}, { enabled: can('access:read'), staleTime: 60_000 });
  return (
    <div className="hx-indicator-controls">
      <Choice
        label={t('period')}
        value={period}
        options={PERIODS.map((value) => ({ value, label: t(`periods.${value}`) }))}
        choose={(value) => set('period', value === 'month' ? null : value)}
      />
      <Choice
        label={t('playbook')}
        all={t('allPlaybooks')}
        value={query.playbook ?? null}
        options={(playbooks.data?.playbooks ?? []).map(({ key, name }) => ({ value: key, label: say(name) }))}
        choose={(value) => set('playbook', value)}
      />
      {(teams.data?.items.length ?? 0) > 0 ? (
        <Choice
          label={t('team')}
          all={t('allTeams')}
          value={query.team ?? null}
          options={(teams.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          choose={(value) => set('team', value)}
        />
      ) : null}
      <Segmented
        size="small"
        aria-label={t('time')}
        value={time}
        options={(['working', 'calendar'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(value: string) => set('time', value === 'working' ? null : value)}
      />
      <Export />
    </div>
  );
}

/** Files to save. */
function Export() {
  const t = useWords(words);
  const { id } = useWorkspace();
  const { query } = useAsked();
  return (
    <Menu
      align="end"
      groups={[
        {
          items: (['figures', 'stages', 'people'] as const).map((what) => ({
            key: what,
            label: t(`exports.${what}`),
            icon: 'download' as const,
            onSelect: () => location.assign(addressOf(downloadIndicators, { query: { ...query, what } }, id)),
          })),
        },
      ]}
      trigger={(given) => (
        <Button size="small" icon="download" {...given}>
          {t('export')}
        </Button>
      )}
    />
  );
}

interface ChoiceProps {
  readonly label: string;
  /** What the choice of none is called. */
  readonly all?: string;
  readonly value: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly choose: (value: string | null) => void;
}

function Choice({ label, all, value, options, choose }: ChoiceProps) {
  const shown = options.find((one) => one.value === value)?.label ?? value ?? all ?? '';
  const whole =
    all === undefined ? [] : [{ key: '·all', label: all, checked: value === null, onSelect: () => choose(null) }];
  return (
    <Menu
      groups={[
        { items: whole },
        {
          items: options.map((one) => ({
            key: one.value,
            label: one.label,
            checked: one.value === value,
            onSelect: () => choose(one.value),
          })),
        },
      ].filter(({ items }) => items.length > 0)}
      trigger={(given) => (
        <Button size="small" icon="down" iconPlacement="end" aria-label={`${label}: ${shown}`} {...given}>
          {shown}
        </Button>
      )}
    />
  );
}
