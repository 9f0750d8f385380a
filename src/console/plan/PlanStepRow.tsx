import { Checkbox } from 'antd';
import { useSay, useWords } from '../lib/i18n.ts';
import { Button } from '../ui/Button.tsx';
import { CHANNEL_WORDS } from '../../features/messages/contract-definition.ts';
import type { PlanStep } from '../../features/messages/contract-plan.ts';
import { words } from './words.ts';

interface PlanStepRowProps {
  readonly step: PlanStep;
  readonly number: number;
  readonly may: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isOnly: boolean;
  readonly move: (by: -1 | 1) => void;
  readonly remove: () => void;
  readonly join: (together: boolean) => void;
}

export function PlanStepRow(props: PlanStepRowProps) {
  const { step, number, may, isFirst, isLast, isOnly, move, remove, join } = props;
  const t = useWords(words);
  const say = useSay();
  const channel = say(CHANNEL_WORDS[step.channel]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Alt with an arrow, from whatever in the row has the focus
    <div
      className="head"
      onKeyDown={(event) => {
        if (!may || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        move(event.key === 'ArrowUp' ? -1 : 1);
      }}
    >
      <span className="n" aria-hidden="true">
        {number}
      </span>
      <b>{channel}</b>
      {may && !isFirst ? (
        <Checkbox checked={step.together ?? false} onChange={({ target }) => join(target.checked)}>
          {t('together')}
        </Checkbox>
      ) : step.together ? (
        <span className="f12 t3">{t('together')}</span>
      ) : null}
      <span className="grow" />
      {may && !isOnly ? (
        <span className="row">
          <Button
            size="small"
            type="text"
            icon="arrowUp"
            label={t('up', { channel })}
            data-by={-1}
            disabled={isFirst}
            onClick={() => move(-1)}
          />
          <Button
            size="small"
            type="text"
            icon="arrowDown"
            label={t('down', { channel })}
            data-by={1}
            disabled={isLast}
            onClick={() => move(1)}
          />
          <Button size="small" type="text" icon="trash" label={t('takeOut', { channel })} onClick={remove} />
        </span>
      ) : null}
    </div>
  );
}
