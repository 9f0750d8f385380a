import type { KeyboardEvent } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { type Band, cellOf, type MatrixDefinition, NOTHING_KNOWN } from '../contract.ts';
import { words } from './words.ts';

interface Props {
  readonly draft: MatrixDefinition;
  readonly counts: readonly { readonly cell: string; readonly n: number }[];
  readonly brush: string;
  readonly pick: (key: string) => void;
  readonly paint: (cell: string, key: string) => void;
  readonly locked: boolean;
}

const DOWN: readonly Band[] = ['high', 'mid', 'low', 'unknown'];
const ACROSS: readonly Band[] = ['low', 'mid', 'high', 'unknown'];
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Four grids, one per answer about recommending: satisfaction down, intent across. Painted by clicks or by number keys. */
export function Grids({ draft, counts, brush, pick, paint, locked }: Props) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { classes } = draft;
  const of = new Map(counts.map(({ cell, n }) => [cell, n]));
  const onKey = (event: KeyboardEvent<HTMLButtonElement>, cell: string, row: number, column: number) => {
    const chosen = classes[Number(event.key) - 1];
    if (chosen && !locked) paint(cell, chosen.key);
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    event.currentTarget
      .closest('table')
      ?.querySelector<HTMLButtonElement>(`button[data-at="${row + step[0]}.${column + step[1]}"]`)
      ?.focus();
  };
  return (
    <>
      <div className="brushes" role="radiogroup" aria-label={t('brush')}>
        {classes.map((one, at) => (
          <label key={one.key} className={`tone-${one.tone}`}>
            <input
              type="radio"
              name="brush"
              checked={brush === one.key}
              disabled={locked}
              onChange={() => pick(one.key)}
            />
            <span className="swatch" aria-hidden="true" />
            {say(one.name)}
            <kbd>{at + 1}</kbd>
          </label>
        ))}
      </div>
      <div className="grids">
        {DOWN.map((nps) => (
          <table key={nps}>
            <caption>{t(`npsBands.${nps}`)}</caption>
            <thead>
              <tr>
                <th aria-hidden="true" />
                {ACROSS.map((intent) => (
                  <th key={intent} scope="col">
                    {t('intent')} {t(`bands.${intent}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {DOWN.map((csat, row) => (
                <tr key={csat}>
                  <th scope="row">
                    {t('csat')} {t(`bands.${csat}`)}
                  </th>
                  {ACROSS.map((intent, column) => {
                    const cell = cellOf({ csat, nps, intent });
                    const found = classes.find((one) => one.key === draft.cells[cell]);
                    if (cell === NOTHING_KNOWN || !found) return <td key={intent} className="none" />;
                    const n = format.number(of.get(cell) ?? 0);
                    const about = { csat: t(`bands.${csat}`), nps: t(`npsBands.${nps}`), intent: t(`bands.${intent}`) };
                    return (
                      <td key={intent}>
                        <button
                          type="button"
                          className={`tone-${found.tone}`}
                          data-at={`${row}.${column}`}
                          aria-label={t('cell', { ...about, name: say(found.name), n })}
                          aria-disabled={locked}
                          onClick={() => (locked ? undefined : paint(cell, brush))}
                          onKeyDown={(event) => onKey(event, cell, row, column)}
                        >
                          <span className="el">{say(found.name)}</span>
                          <span className="n">{n}</span>
                          {draft.plays[cell] ? <i className="play" aria-hidden="true" /> : null}
                        </button>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </>
  );
}
