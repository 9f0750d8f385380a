import { useLayoutEffect, useRef, useState } from 'react';
import { useSay, useWords } from '../lib/i18n.ts';
import { Button } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { CHANNEL_WORDS, type ChannelKind } from '../../features/messages/contract-definition.ts';
import { type Plan, togetherWith } from '../../features/messages/contract-plan.ts';
import { Gap } from './Gap.tsx';
import { added, hasGap, joined, moved, removed } from './plan.ts';
import { PlanStepRow } from './PlanStepRow.tsx';
import { words } from './words.ts';
import './plan.css';

const MOST_STEPS = 5;

export interface PlanStepsProps {
  readonly plan: Plan;
  /** `field`: what was changed, where typing on in it is one step. */
  readonly setPlan: (plan: Plan, field?: string) => void;
  /** The channels there are words for: what may be added. */
  readonly channels: readonly ChannelKind[];
  /** She may change it; otherwise it is only shown. */
  readonly may: boolean;
  /** What is wrong at a place of the plan, counted from 0. */
  readonly error: (at: number) => string | undefined;
}

/** The channels of a plan in their order: moved by buttons or Alt with an arrow, and between them what makes the next one needed. */
export function PlanSteps({ plan, setPlan, channels, may, error }: PlanStepsProps) {
  const t = useWords(words);
  const say = useSay();
  const list = useRef<HTMLOListElement>(null);
  // The button one pressed goes with the channel: focus stays on it, or on the one beside it at an end of the list.
  const [following, setFollowing] = useState<{ readonly channel: ChannelKind; readonly by: -1 | 1 } | null>(null);
  useLayoutEffect(() => {
    if (!following) return;
    const row = list.current?.querySelector(`[data-channel="${following.channel}"]`);
    const button = (by: number) => row?.querySelector<HTMLButtonElement>(`button[data-by="${by}"]:not(:disabled)`);
    (button(following.by) ?? button(-following.by))?.focus();
  }, [following]);
  const move = (at: number, by: -1 | 1) => {
    const channel = plan[at]?.channel;
    if (!channel || !plan[at + by]) return;
    setPlan(moved(plan, at, by));
    setFollowing({ channel, by });
  };
  const left = channels.filter((channel) => !plan.some((step) => step.channel === channel));
  const place = following ? plan.findIndex(({ channel }) => channel === following.channel) : -1;
  const told =
    following && place >= 0 ? t('movedTo', { channel: say(CHANNEL_WORDS[following.channel]), n: place + 1 }) : '';
  return (
    <>
      <ol className="hx-plan" aria-label={t('plan')} ref={list}>
        {plan.map((step, at) => (
          <li key={step.channel} data-channel={step.channel} className={step.together ? 'together' : undefined}>
            <PlanStepRow
              step={step}
              number={numberOf(plan, at)}
              may={may}
              isFirst={at === 0}
              isLast={at === plan.length - 1}
              isOnly={plan.length === 1}
              move={(by) => move(at, by)}
              remove={() => setPlan(removed(plan, at))}
              join={(together) => setPlan(joined(plan, at, together))}
            />
            {hasGap(plan, at) ? (
              <Gap plan={plan} at={at} may={may} error={error(at)} setPlan={(next) => setPlan(next, `plan.${at}`)} />
            ) : null}
          </li>
        ))}
      </ol>
      <p className="sr" role="status">
        {told}
      </p>
      {may && left.length > 0 && plan.length < MOST_STEPS ? (
        <div>
          <Menu
            groups={[
              {
                items: left.map((channel) => ({
                  key: channel,
                  label: say(CHANNEL_WORDS[channel]),
                  onSelect: () => setPlan(added(plan, channel)),
                })),
              },
            ]}
            trigger={(trigger) => (
              <Button size="small" icon="plus" {...trigger}>
                {t('addStep')}
              </Button>
            )}
          />
        </div>
      ) : null}
    </>
  );
}

/** Those that go together have one number. */
const numberOf = (plan: Plan, at: number): number =>
  plan.slice(0, togetherWith(plan, at).first + 1).filter((step) => !step.together).length;
