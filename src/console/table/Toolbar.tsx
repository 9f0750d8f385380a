import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useShellWords } from '../lib/i18n.ts';
import { useKeys } from '../lib/keys.ts';
import { useFormat } from '../lib/session.tsx';
import { Icon } from '../ui/Icon.tsx';
import { KeyHint } from '../ui/KeyHint.tsx';
import { Menu } from '../ui/Menu.tsx';
import type { ListState } from './listState.ts';
import type { Filter } from './types.ts';
import './Toolbar.css';

/** Search and filter pills, both in the address. */
export function Toolbar({
  list,
  search,
  filters = [],
  tools,
  right,
}: {
  list: ListState;
  search?: { readonly placeholder: string };
  filters?: readonly Filter[];
  tools?: ReactNode;
  right?: ReactNode;
}) {
  const t = useShellWords();
  return (
    <div className="hx-toolbar">
      {search ? <SearchBox list={list} placeholder={search.placeholder} /> : null}
      <div className="pills">
        {filters.map((filter) => (
          <Pill key={filter.key} filter={filter} list={list} />
        ))}
        {tools}
        {list.narrowed ? (
          <button type="button" className="hx-link clear" onClick={list.clear}>
            {t('table.clear')}
          </button>
        ) : null}
      </div>
      {right ? <div className="right">{right}</div> : null}
    </div>
  );
}

function SearchBox({ list, placeholder }: { list: ListState; placeholder: string }) {
  const t = useShellWords();
  const [text, setText] = useState(list.q);
  const [seen, setSeen] = useState(list.q);
  const field = useRef<HTMLInputElement>(null);
  // The address changed by itself (← or a saved view): it wins over what is in the field.
  if (list.q !== seen) {
    setSeen(list.q);
    setText(list.q);
  }
  useEffect(() => {
    if (text.trim() === list.q) return;
    const timer = setTimeout(() => {
      setSeen(text.trim());
      list.setQ(text.trim());
    }, 250);
    return () => clearTimeout(timer);
  }, [text, list]);
  useKeys([{ key: '/', label: t('keys.search'), run: () => field.current?.focus() }]);
  return (
    <label className="search">
      <Icon name="search" size={14} />
      <input
        ref={field}
        type="search"
        value={text}
        placeholder={placeholder}
        aria-label={placeholder}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            if (text) setText('');
            else field.current?.blur();
          }
          if (event.key === 'Enter') field.current?.blur();
        }}
      />
      {text ? null : <KeyHint keys="/" />}
    </label>
  );
}

function Pill({ filter, list }: { filter: Filter; list: ListState }) {
  const t = useShellWords();
  const format = useFormat();
  const chosen = list.chosen[filter.key] ?? [];
  const labels = filter.options.filter((option) => chosen.includes(option.value));
  const on = labels.length > 0;
  const toggle = (value: string) => {
    if (!filter.multiple) list.choose(filter.key, chosen.includes(value) ? [] : [value]);
    else list.choose(filter.key, chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  };
  return (
    <Menu
      groups={[
        {
          title: filter.label,
          items: [
            { key: '', label: t('table.all'), checked: !on, onSelect: () => list.choose(filter.key, []) },
            ...filter.options.map((option) => ({
              key: option.value,
              label: option.label,
              note: typeof option.count === 'number' ? format.number(option.count) : option.count,
              checked: chosen.includes(option.value),
              onSelect: () => toggle(option.value),
            })),
          ],
        },
      ]}
      trigger={(props) => (
        <button type="button" className={on ? 'hx-pill on' : 'hx-pill'} {...props}>
          {filter.label}
          {on ? (
            <span className="value el">
              {labels[0]?.label}
              {labels.length > 1 ? ` +${labels.length - 1}` : ''}
            </span>
          ) : null}
          <Icon name="down" size={14} />
        </button>
      )}
    />
  );
}
