import { Segmented } from 'antd';
import { useRef } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { usePhone } from '../../../console/lib/media.ts';
import { useCan, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Menu } from '../../../console/ui/Menu.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { Answered, EmptyState } from '../../../console/ui/States.tsx';
import { listPlaybooks } from '../../playbooks/contract.ts';
import { getReasons } from '../contract.ts';
import { type Filters, PERIODS, useFilters } from './filters.ts';
import { Drivers } from './drivers/Drivers.tsx';
import { Fallen } from './model/Fallen.tsx';
import { Opening } from './Opening.tsx';
import { Quotes } from './Quotes.tsx';
import { Reasons } from './Reasons.tsx';
import { words } from './words.ts';
import './insights.css';

/** 洞察: what customers complain of and praise, and who said it in which words. */
export default function Insights() {
  const t = useWords(words);
  const to = usePath();
  const filters = useFilters();
  const { days, playbook } = filters.query;
  const query = useEndpoint(getReasons, { query: { days, playbook } });
  const known = query.data?.playbooks ?? [];
  const phone = usePhone();
  const quotes = useRef<HTMLDivElement>(null);
  // On a phone the words stand far below the figure that was touched.
  const show = () => (phone ? quotes.current?.scrollIntoView({ block: 'start' }) : undefined);
  return (
    <Page title={t('title')} controls={<Controls filters={filters} playbooks={known} />}>
      <ScratchNote />
      <Fallen />
      <Answered query={query}>
        {(summary) =>
          summary.texts === 0 && playbook === undefined && !filters.narrowed ? (
            <EmptyState
              icon="insight"
              title={t('empty.title')}
              hint={t('empty.hint')}
              action={
                <Button type="primary" to={to('playbooks')}>
                  {t('empty.open')}
                </Button>
              }
            />
          ) : (
            <>
              <Opening summary={summary} filters={filters} />
              <div className="hx-insights">
                <div className="reasons-part">
                  <Reasons summary={summary} filters={filters} show={show} />
                  <Drivers filters={filters} show={show} />
                </div>
                <div ref={quotes} className="said-part">
                  <Quotes summary={summary} filters={filters} />
                </div>
              </div>
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function Controls({ filters, playbooks }: { filters: Filters; playbooks: readonly string[] }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const { days, playbook } = filters.query;
  const named = useEndpoint(listPlaybooks, {}, { enabled: can('playbooks:read') && playbooks.length > 0 });
  const nameOf = (key: string) => {
    const found = named.data?.playbooks.find((each) => each.key === key);
    return found ? say(found.name) : key;
  };
  const keys = playbook && !playbooks.includes(playbook) ? [playbook, ...playbooks] : playbooks;
  return (
    <div className="hx-insight-controls">
      {keys.length > 0 ? (
        <Menu
          align="end"
          width={240}
          groups={[
            {
              title: t('playbook'),
              items: [undefined, ...keys].map((key) => ({
                key: key ?? '',
                label: key === undefined ? t('allPlaybooks') : nameOf(key),
                checked: key === playbook,
                onSelect: () => filters.set({ playbook: key }),
              })),
            },
          ]}
          trigger={({ onClick, ...props }) => (
            <Button size="small" icon="down" iconPlacement="end" onClick={onClick} {...props}>
              {playbook ? nameOf(playbook) : t('allPlaybooks')}
            </Button>
          )}
        />
      ) : null}
      <Segmented
        size="small"
        aria-label={t('period')}
        value={days}
        options={PERIODS.map((each) => ({ value: each, label: t('days', { days: each }) }))}
        onChange={(each) => filters.set({ days: String(each) })}
      />
    </div>
  );
}
