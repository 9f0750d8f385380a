import { useRef } from 'react';
import type { Answer } from '../../../../console/api.ts';
import type { Format } from '../../../../console/format.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useKeys } from '../../../../console/lib/keys.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Menu } from '../../../../console/ui/Menu.tsx';
import type { listPeople, PersonLine } from '../../contract-sandbox.ts';
import { CHANNEL_ICONS, reasonOf } from '../shared.ts';
import { words } from '../words.ts';

/** Who got something, the latest first; J and K go through them. */
export function People({
  data,
  chosen,
  playbook,
  format,
  choose,
  filter,
  tryAnother,
}: {
  data: Answer<typeof listPeople>;
  chosen: string | null;
  playbook: string | null;
  format: Format;
  choose: (id: string) => void;
  filter: (playbook: string | null) => void;
  tryAnother: (() => void) | undefined;
}) {
  const t = useWords(words);
  const say = useSay();
  const list = useRef<HTMLUListElement>(null);
  const at = data.items.findIndex((item) => item.customerId === chosen);
  const step = (by: number) => {
    const next = data.items[at + by];
    if (!next) return;
    choose(next.customerId);
    list.current?.children[at + by]?.scrollIntoView({ block: 'nearest' });
  };
  useKeys([
    { key: 'j', label: `${t('box.people')} ↓`, run: () => step(1) },
    { key: 'k', label: `${t('box.people')} ↑`, run: () => step(-1) },
  ]);
  const named = (key: string) => {
    const found = data.playbooks.find((each) => each.key === key)?.name;
    return found ? say(found) : key;
  };
  const { totals } = data;
  return (
    <section className="people" aria-label={t('box.people')}>
      <header>
        <h2>
          {t('box.people')} {totals.people}
        </h2>
        <Menu
          align="end"
          groups={[
            {
              items: [
                { key: '*', label: t('box.allPlaybooks'), checked: playbook === null, onSelect: () => filter(null) },
              ],
            },
            {
              items: data.playbooks.map(({ key }) => ({
                key,
                label: named(key),
                checked: playbook === key,
                onSelect: () => filter(key),
              })),
            },
          ]}
          trigger={(props) => (
            <button type="button" className="choose" {...props}>
              <span className="el">{playbook ? named(playbook) : t('box.allPlaybooks')}</span>
              <Icon name="down" size={14} />
            </button>
          )}
        />
      </header>
      <ul ref={list}>
        {data.items.map((item) => (
          <li key={item.customerId}>
            <Row item={item} on={item.customerId === chosen} format={format} choose={choose} />
          </li>
        ))}
      </ul>
      <dl className="totals">
        {(['delivered', 'read', 'answered', 'optedOut'] as const).map((key) => (
          <div key={key}>
            <dt>{t(`box.totals.${key}`)}</dt>
            <dd>{totals[key]}</dd>
          </div>
        ))}
      </dl>
      {tryAnother ? (
        <div className="try">
          <Button size="small" icon="plus" onClick={tryAnother}>
            {t('box.try')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Row({
  item,
  on,
  format,
  choose,
}: {
  item: PersonLine;
  on: boolean;
  format: Format;
  choose: (id: string) => void;
}) {
  const t = useWords(words);
  const bad = item.optedOut || item.state === 'failed';
  const tone = bad
    ? 'bad'
    : item.state === 'answered'
      ? 'ac fw5'
      : ['refused', 'unknown', 'waiting'].includes(item.state)
        ? 'warn'
        : 't2';
  const state = item.optedOut ? t('state.optedOut') : t(`state.${item.state}`);
  const why =
    item.reason && ['refused', 'failed', 'waiting'].includes(item.state)
      ? t(reasonOf(item.channel, item.reason))
      : null;
  return (
    <button
      type="button"
      className={on ? 'person on' : 'person'}
      aria-current={on}
      onClick={() => choose(item.customerId)}
    >
      <span className="fw6 el">{item.name ?? t('box.customer')}</span>
      <time className="f12 t3">{near(item.at, format)}</time>
      <span className="what">
        <Icon name={CHANNEL_ICONS[item.channel]} size={14} />
        <span className="grow el">{why ?? item.preview ?? '—'}</span>
        <span className={tone}>{state}</span>
      </span>
    </button>
  );
}

/** Only the time when it was today. */
function near(at: string, format: Format): string {
  const when = format.when(at);
  const time = format.time(at);
  return /^(今天|Today) /.test(when) ? time : when;
}
