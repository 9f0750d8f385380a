import { useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Menu } from '../../../console/ui/Menu.tsx';
import { Answered, Dimmed } from '../../../console/ui/States.tsx';
import { type ClassDefinition, getClassMoves } from '../contract.ts';
import { FlowPicture } from './FlowPicture.tsx';
import { words } from './words.ts';

/** Who went from which class to which between the ends of two months. */
export function Moves({ classes, months }: { classes: readonly ClassDefinition[]; months: readonly string[] }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const [from, setFrom] = useState(months.at(-2) ?? '');
  const [to, setTo] = useState(months.at(-1) ?? '');
  const query = useEndpoint(getClassMoves, { query: { from, to } });
  const nameOf = (key: string | null, none: string) =>
    key === null ? none : say(classes.find((one) => one.key === key)?.name ?? { zh: key, en: key });
  return (
    <Card
      title={t('moves')}
      extra={
        <div className="row g8">
          <Month label={t('from')} value={from} options={months.filter((month) => month < to)} choose={setFrom} />
          <Month label={t('to')} value={to} options={months.filter((month) => month > from)} choose={setTo} />
        </div>
      }
    >
      <Answered query={query}>
        {({ before, after, flows }) => {
          const count = (holds: (flow: (typeof flows)[number]) => boolean) =>
            format.number(flows.filter(holds).reduce((sum, { n }) => sum + n, 0));
          const moved = count((flow) => flow.from !== flow.to && flow.from !== null && flow.to !== null);
          const [fresh, gone] = [count((flow) => flow.from === null), count((flow) => flow.to === null)];
          return (
            <Dimmed when={query.isPlaceholderData}>
              <p className="t2 f12">{t(before.length > 0 ? 'movesLead' : 'movesEmpty', { moved, fresh, gone })}</p>
              {flows.length > 0 ? (
                <FlowPicture
                  title={`${t('moves')} ${from} ${to}`}
                  order={classes.map(({ key }) => key)}
                  toneOf={(key) => classes.find((one) => one.key === key)?.tone ?? 'neutral'}
                  before={before.map((one) => ({ ...one, name: nameOf(one.key, t('newcomer')) }))}
                  after={after.map((one) => ({ ...one, name: nameOf(one.key, t('gone')) }))}
                  flows={flows}
                  say={(flow) =>
                    t('flow', {
                      from: nameOf(flow.from, t('newcomer')),
                      to: nameOf(flow.to, t('gone')),
                      n: format.number(flow.n),
                    })
                  }
                  number={format.number}
                />
              ) : null}
            </Dimmed>
          );
        }}
      </Answered>
    </Card>
  );
}

interface MonthProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly choose: (month: string) => void;
}

function Month({ label, value, options, choose }: MonthProps) {
  return (
    <Menu
      align="end"
      width={140}
      groups={[
        {
          items: options
            .toReversed()
            .map((month) => ({ key: month, label: month, checked: month === value, onSelect: () => choose(month) })),
        },
      ]}
      trigger={(given) => (
        <Button size="small" icon="down" iconPlacement="end" aria-label={`${label}: ${value}`} {...given}>
          {label} {value}
        </Button>
      )}
    />
  );
}
