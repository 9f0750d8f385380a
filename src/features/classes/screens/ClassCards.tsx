import type { z } from 'zod';
import { Sparkline } from '../../../console/charts/Sparkline.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Figure } from '../../../console/ui/Figure.tsx';
import type { getClassBoard } from '../contract.ts';
import { PlaybookLink } from './PlaybookLink.tsx';
import { words } from './words.ts';

interface Props {
  readonly board: z.output<(typeof getClassBoard)['response']>;
  readonly chosen: string | null;
  readonly choose: (key: string | null) => void;
}

/** One card per class: how many, how that went, what to do, and with which playbook. Choosing one shows its customers. */
export function ClassCards({ board, chosen, choose }: Props) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  return (
    <ul className="cards">
      {board.matrix.definition.classes.map((one) => {
        const count = board.classes.find(({ key }) => key === one.key);
        const n = count?.n ?? 0;
        const change = n - (count?.before ?? 0);
        const isOn = chosen === one.key;
        return (
          <li key={one.key} className={`tone-${one.tone}${isOn ? ' on' : ''}`}>
            <button type="button" aria-pressed={isOn} onClick={() => choose(isOn ? null : one.key)}>
              <span className="swatch" aria-hidden="true" />
              {say(one.name)}
            </button>
            <Figure
              value={format.number(n)}
              note={change === 0 ? t('noChange') : t('change', { change: format.signed(change, format.number) })}
              chart={<Sparkline values={count?.trend ?? []} />}
            />
            <p className="f12 t2">{say(one.advice)}</p>
            <PlaybookLink playbook={one.playbook} />
          </li>
        );
      })}
    </ul>
  );
}
