import { useSay } from '../../../../console/lib/i18n.ts';
import type { Followed } from '../../../scripts/contract-follow.ts';

/** How far the talk has come: a bar per step on the way, each a way back. */
export function PhoneSteps({ followed, goTo }: { followed: Followed; goTo: (step: string) => void }) {
  const say = useSay();
  return (
    <ol className="pr">
      {followed.steps.map(({ step, state }) => (
        <li key={step.id}>
          <button
            type="button"
            className={state === 'future' ? undefined : 'f'}
            aria-label={say(step.title)}
            aria-current={state === 'current' ? 'step' : undefined}
            onClick={() => goTo(step.id)}
          />
        </li>
      ))}
    </ol>
  );
}
