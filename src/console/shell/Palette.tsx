import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { allNav, commands, features } from '../features.ts';
import { useSay, useShellWords } from '../lib/i18n.ts';
import { may, usePath, useWorkspace } from '../lib/session.tsx';
import type { Found } from '../screens.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { KeyHint } from '../ui/KeyHint.tsx';
import { Overlay } from './Overlay.tsx';

interface Choice {
  readonly key: string;
  readonly icon: IconName;
  readonly title: string;
  readonly note?: string;
  readonly path: string;
  readonly group: string;
}

/** ⌘K: customers by name, phone or pinyin, every page, every command; arrows and Enter. */
export default function Palette({ close }: { close: () => void }) {
  const t = useShellWords();
  const say = useSay();
  const to = usePath();
  const navigate = useNavigate();
  const workspace = useWorkspace();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const { found, searching } = useFound(workspace.id, text);

  const choices = useMemo(() => {
    const has = (words: string) => words.toLowerCase().includes(text.trim().toLowerCase());
    const fixed = (
      [
        [t('palette.commands'), commands],
        [t('palette.pages'), allNav],
      ] as const
    ).flatMap(([group, items]) =>
      items
        .filter((item) => may(workspace, item.permission) && (has(item.label.zh) || has(item.label.en)))
        .map(
          (item): Choice => ({
            key: `${group}${item.path}`,
            icon: item.icon,
            title: say(item.label),
            path: item.path,
            group,
          }),
        ),
    );
    const people = found.map(({ group, ...one }): Choice => ({ ...one, icon: 'person', group }));
    return [...people, ...fixed];
  }, [found, text, workspace, say, t]);

  const current = Math.min(at, choices.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const go = (choice: Choice | undefined) => {
    if (!choice) return;
    close();
    void navigate(to(choice.path));
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(current + 1, choices.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(current - 1, 0));
    else if (event.key === 'Enter') go(choices[current]);
    else return;
    event.preventDefault();
  };
  return (
    <Overlay label={t('nav.palette')} close={close}>
      <label className="field">
        <Icon name="search" />
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the palette exists to be typed in
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={id}
          aria-activedescendant={choices[current] ? `${id}-${current}` : undefined}
          aria-label={t('palette.placeholder')}
          placeholder={t('palette.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <KeyHint keys="Escape" />
      </label>
      <div ref={list} className="list" id={id} role="listbox" aria-label={t('nav.palette')}>
        {choices.map((choice, index) => (
          <div key={choice.key}>
            {choice.group === choices[index - 1]?.group ? null : <div className="cap">{choice.group}</div>}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are on the field */}
            <div
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              onPointerMove={() => setAt(index)}
              onClick={() => go(choice)}
            >
              <Icon name={choice.icon} />
              <span className="grow el">{choice.title}</span>
              {choice.note ? <span className="f12 t3">{choice.note}</span> : null}
            </div>
          </div>
        ))}
        {choices.length === 0 ? (
          <div className="none">{searching ? t('palette.searching') : t('palette.none', { text })}</div>
        ) : null}
      </div>
    </Overlay>
  );
}

/** The text, 120 ms after the last key. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 120);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** Asks every feature that can search. */
function useFound(workspace: string, text: string) {
  const say = useSay();
  const asked = useSettled(text.trim());
  const query = useQuery({
    queryKey: ['palette', workspace, asked],
    enabled: asked !== '',
    queryFn: async ({ signal }) => {
      const answers = await Promise.allSettled(
        features.map(async (feature) => {
          const group = feature.nav?.[0] ? say(feature.nav[0].label) : '';
          return ((await feature.find?.(workspace, asked, signal)) ?? []).map((item) => ({ ...item, group }));
        }),
      );
      // One feature's search failing must not hide the others; its own page tells the error.
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    },
  });
  return { found: asked === '' ? nobody : (query.data ?? nobody), searching: asked !== '' && query.isFetching };
}

const nobody: readonly (Found & { group: string })[] = [];
