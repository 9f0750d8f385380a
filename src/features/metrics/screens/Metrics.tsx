import { Segmented } from 'antd';
import { useAddress } from '../../../console/lib/useAddress.ts';
import { useWords } from '../../../console/lib/i18n.ts';
import { usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Menu } from '../../../console/ui/Menu.tsx';
import { Answered, Dimmed, EmptyState } from '../../../console/ui/States.tsx';
import { type Board, getBoard } from '../contract.ts';
import { MetricsPage } from './Frame.tsx';
import { MetricCard } from './MetricCard.tsx';
import { NpsReasons } from './NpsReasons.tsx';
import { MetricsOpening } from './Opening.tsx';
import { useChoices } from './choices.ts';
import { words } from './words.ts';

const PERIODS = [3, 6, 12];

/** 指标: what answers add up to, with how many there are, who was asked, and how it went by month. */
export default function Metrics() {
  const t = useWords(words);
  const to = usePath();
  const [asked, ask] = useAddress();
  const months = PERIODS.find((one) => String(one) === asked.get('months')) ?? 6;
  const playbook = asked.get('playbook') ?? undefined;
  const channel = asked.get('channel') ?? undefined;
  const query = useEndpoint(getBoard, { query: { months, playbook, channel } });
  const choices = useChoices();
  const set = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(asked);
    if (value === undefined) next.delete(name);
    else next.set(name, value);
    ask(next, { replace: true });
  };
  const board = query.data;
  const hasAny = board !== undefined && (board.playbooks.length > 0 || playbook !== undefined);
  const controls = hasAny ? (
    <div className="hx-metrics-controls">
      <Choice
        label={t('playbook')}
        all={t('allPlaybooks')}
        value={playbook}
        options={board.playbooks.map((value) => ({ value, label: choices.playbook(value) }))}
        choose={(value) => set('playbook', value)}
      />
      {board.channels.length > 0 ? (
        <Choice
          label={t('channel')}
          all={t('allChannels')}
          value={channel}
          options={board.channels.map((value) => ({ value, label: choices.channel(value) }))}
          choose={(value) => set('channel', value)}
        />
      ) : null}
      <Segmented
        aria-label={t('period')}
        value={months}
        options={PERIODS.map((value) => ({ value, label: t('months', { count: value }) }))}
        onChange={(value: number) => set('months', value === 6 ? undefined : String(value))}
      />
    </div>
  ) : null;
  return (
    <MetricsPage controls={controls}>
      <Answered query={query}>
        {(data) =>
          hasAny ? (
            <Dimmed when={query.isPlaceholderData}>
              <div className="hx-metrics">
                <MetricsOpening board={data} />
                {withAnswers(data.metrics).map((one) => (
                  <MetricCard key={one.metric} board={one}>
                    {one.metric === 'nps' ? <NpsReasons days={months * 30} playbook={playbook} /> : null}
                  </MetricCard>
                ))}
              </div>
            </Dimmed>
          ) : (
            <EmptyState
              icon="star"
              title={t('empty')}
              hint={t('emptyHint')}
              action={<Button to={to('playbooks')}>{t('emptyDo')}</Button>}
            />
          )
        }
      </Answered>
    </MetricsPage>
  );
}

/** The three everybody has, and of a company's own those with answers. */
function withAnswers(metrics: readonly Board[]): readonly Board[] {
  return metrics.filter((one, at) => at < 3 || one.figure.n > 0);
}

interface ChoiceProps {
  readonly label: string;
  readonly all: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly choose: (value: string | undefined) => void;
}

function Choice({ label, all, value, options, choose }: ChoiceProps) {
  const shown = options.find((one) => one.value === value)?.label ?? value ?? all;
  return (
    <Menu
      groups={[
        { items: [{ key: '·all', label: all, checked: value === undefined, onSelect: () => choose(undefined) }] },
        {
          items: options.map((one) => ({
            key: one.value,
            label: one.label,
            checked: one.value === value,
            onSelect: () => choose(one.value),
          })),
        },
      ]}
      trigger={(given) => (
        <Button size="small" icon="down" iconPlacement="end" aria-label={`${label}: ${shown}`} {...given}>
          {shown}
        </Button>
      )}
    />
  );
}
