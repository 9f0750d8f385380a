import { Checkbox } from 'antd';
import { planWords } from '../../features/messages/contract-plan-words.ts';
import { useSay, useWords } from '../lib/i18n.ts';
import { type PlanStepsProps, PlanSteps } from './PlanSteps.tsx';
import { words } from './words.ts';

interface PlanEditorProps extends PlanStepsProps {
  readonly preferred: boolean;
  readonly setPreferred: (preferred: boolean) => void;
}

/** What a plan does in plain words, and below it the plan itself. */
export function PlanEditor({ preferred, setPreferred, ...steps }: PlanEditorProps) {
  const t = useWords(words);
  const say = useSay();
  const { plan, may } = steps;
  return (
    <>
      <p className="hx-plan-words" aria-live="polite">
        {say(planWords(plan, preferred))}
      </p>
      {may && plan.length > 1 ? (
        <Checkbox checked={preferred} onChange={({ target }) => setPreferred(target.checked)}>
          {t('preferred')}
        </Checkbox>
      ) : null}
      <PlanSteps {...steps} />
    </>
  );
}
