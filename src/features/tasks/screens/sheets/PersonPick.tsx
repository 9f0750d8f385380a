import { useState } from 'react';
import { useShellWords, useWords } from '../../../../console/lib/i18n.ts';
import { useEndpoint } from '../../../../console/query.ts';
import { Avatar } from '../../../../console/ui/Avatar.tsx';
import { Answered, Skeleton } from '../../../../console/ui/States.tsx';
import { roleName } from '../../../../console/shell/SideNav.tsx';
import { listPeople } from '../../contract.ts';
import { words } from '../words.ts';

export interface Picked {
  readonly kind: 'member' | 'team';
  readonly id: string;
  readonly name: string;
}

/** A colleague or a team, found by typing; how much everybody has stands beside. */
export function PersonPick({ picked, pick, not }: { picked: Picked | null; pick: (to: Picked) => void; not?: string }) {
  const t = useWords(words);
  const shell = useShellWords();
  const [q, setQ] = useState('');
  const query = useEndpoint(listPeople, {});
  const fits = (...texts: readonly string[]) =>
    texts.some((text) => text.toLowerCase().includes(q.trim().toLowerCase()));
  return (
    <div className="hx-pick">
      <input
        className="hx-input"
        type="search"
        value={q}
        placeholder={t('transfer.search')}
        aria-label={t('transfer.search')}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was just opened
        autoFocus
        onChange={(event) => setQ(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          event.currentTarget.parentElement?.querySelector<HTMLElement>('[role=radio]')?.focus();
        }}
      />
      <Answered query={query} skeleton={<Skeleton lines={4} />}>
        {({ people, teams }) => {
          const found = people.filter(({ id, name, teams: of }) => id !== not && fits(name, ...of));
          const groups = teams.filter(({ name }) => fits(name));
          return (
            <div className="found" role="radiogroup" aria-label={t('transfer.to')}>
              {found.map(({ id, name, role, teams: of, waiting }) => (
                <Row
                  key={id}
                  on={picked?.id === id}
                  name={name}
                  note={[roleName(shell, role), ...of].join(' · ')}
                  right={t('transfer.waiting', { n: waiting })}
                  choose={() => pick({ kind: 'member', id, name })}
                />
              ))}
              {groups.map(({ id, name }) => (
                <Row
                  key={id}
                  on={picked?.id === id}
                  name={name}
                  note={t('transfer.team')}
                  right=""
                  choose={() => pick({ kind: 'team', id, name })}
                />
              ))}
              {found.length + groups.length === 0 ? <p className="t3 none">{t('transfer.none')}</p> : null}
            </div>
          );
        }}
      </Answered>
    </div>
  );
}

function Row({
  on,
  name,
  note,
  right,
  choose,
}: {
  on: boolean;
  name: string;
  note: string;
  right: string;
  choose: () => void;
}) {
  return (
    <button
      type="button"
      role="radio"
      aria-checked={on}
      className={on ? 'on' : undefined}
      onClick={choose}
      onKeyDown={(event) => {
        const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key] as
          | 'nextElementSibling'
          | 'previousElementSibling'
          | undefined;
        const sibling = step ? event.currentTarget[step] : null;
        if (!(sibling instanceof HTMLElement)) return;
        event.preventDefault();
        sibling.focus();
      }}
    >
      <Avatar name={name} size={24} />
      <span className="grow el">
        {name} <span className="f12 t3">{note}</span>
      </span>
      <span className="f12 t3 nw">{right}</span>
    </button>
  );
}
