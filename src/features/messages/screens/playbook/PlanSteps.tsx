import { useLayoutEffect, useRef, useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Menu } from '../../../../console/ui/Menu.tsx';
import { CHANNEL_WORDS, type ChannelKind } from '../../contract-definition.ts';
import { type Plan, togetherWith } from '../../contract-plan.ts';
import { channelsOf } from './draft.ts';
import { Gap } from './Gap.tsx';
import type { Part } from './part.ts';
import { added, hasGap, joined, moved, removed } from './plan.ts';
import { PlanStepRow } from './PlanStepRow.tsx';
import { words } from './words.ts';

const MOST_STEPS = 5;

interface PlanStepsProps extends Part {
  readonly plan: Plan;
  readonly setPlan: (plan: Plan, field?: string) => void;
  /** The step of the flow. */
  readonly node: string;
}

/** The channels of a step in their order: moved by buttons or Alt with an arrow, and between them what makes the next one needed. */
export function PlanSteps(props: PlanStepsProps) {
  const { plan, setPlan, node, message, may, error } = props;
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
  const left = channelsOf(message).filter((channel) => !plan.some((step) => step.channel === channel));
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
              <Gap
                plan={plan}
                at={at}
                may={may}
                error={error(`s/${node}/plan.${at}`)}
                setPlan={(next) => setPlan(next, `plan.${at}`)}
              />
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
