import { lazy, Suspense, useState } from 'react';
import { useShellWords } from '../lib/i18n.ts';
import { keep, kept } from '../lib/settings.ts';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import type { ListState } from './listState.ts';
import '../ui/IconButton.css';

/** A dialog that few open: its code comes with the click. */
const NameSheet = lazy(() => import('./NameSheet.tsx'));

interface View {
  readonly name: string;
  readonly search: string;
}

/** Named searches, filters and sorting, kept in this browser. */
export function ViewMenu({ name, list }: { name: string; list: ListState }) {
  const t = useShellWords();
  const [views, setViews] = useState(() => kept<readonly View[]>(`views.${name}`, []));
  const [naming, setNaming] = useState<string | null>(null);
  const current = views.find((view) => view.search === list.search);
  const set = (next: readonly View[]) => {
    setViews(next);
    keep(`views.${name}`, next);
  };
  const save = () => {
    const called = naming?.trim();
    if (!called) return;
    set([...views.filter((view) => view.name !== called), { name: called, search: list.search }]);
    setNaming(null);
  };
  if (views.length === 0 && !list.narrowed) return null;
  return (
    <>
      <Menu
        align="end"
        groups={[
          {
            title: t('table.views'),
            items: views.map((view) => ({
              key: view.name,
              label: view.name,
              checked: view === current,
              onSelect: () => list.setSearch(view.search),
            })),
          },
          {
            items: [
              ...(current
                ? [
                    {
                      key: '·drop',
                      icon: 'trash' as const,
                      label: t('table.dropView', { name: current.name }),
                      onSelect: () => set(views.filter((view) => view !== current)),
                    },
                  ]
                : []),
              ...(list.narrowed && !current
                ? [{ key: '·save', icon: 'plus' as const, label: t('table.saveView'), onSelect: () => setNaming('') }]
                : []),
            ],
          },
        ].filter((group) => group.items.length > 0)}
        trigger={(props) => (
          <button
            type="button"
            className="hx-icon-button"
            aria-label={t('table.views')}
            title={t('table.views')}
            {...props}
          >
            <Icon name="list" />
            {current ? <span className="f12">{current.name}</span> : null}
          </button>
        )}
      />
      {naming === null ? null : (
        <Suspense>
          <NameSheet name={naming} rename={setNaming} save={save} close={() => setNaming(null)} />
        </Suspense>
      )}
    </>
  );
}
