import { sampleRatio, wilson } from '../../engine/stats/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Trial, TrialShare } from './contract-trials.ts';
import { trialSalt } from './assign.ts';
import { findLooks, type TrialRow } from './store-trials.ts';
import { sumUnits, type UnitSums } from './store-units.ts';

type Figure = 'hits' | 'opted_out' | 'complained';

export async function describeTrial(tx: Tx, ctx: Context, row: TrialRow): Promise<Trial> {
  const sums = await sumUnits(tx, ctx.workspace.id, row.experiment_id);
  const { plan, part, rules } = row.registered;
  const of = (variant: 'a' | 'b'): UnitSums | undefined => sums.find((each) => each.variant === variant);
  const assigned = { a: of('a')?.n ?? 0, b: of('b')?.n ?? 0 };
  const { p } = sampleRatio([assigned.a, assigned.b], [1 - part.share, part.share]);
  const compared = (figure: Figure, e: number) => ({ a: share(of('a'), figure), b: share(of('b'), figure), e });
  return {
    experimentId: row.experiment_id,
    number: row.number,
    playbook: row.playbook,
    playbookName: part.playbookName,
    kind: row.kind,
    part: row.part,
    partName: part.partName,
    variant: part.variant,
    share: part.share,
    salt: trialSalt(row.playbook, row.part, row.number),
    version: part.version,
    plan,
    goalName: plan.outcome.kind === 'event' && plan.outcome.event === part.goal ? (part.goalName ?? null) : null,
    rules,
    texts: part.texts,
    state: row.state,
    verdict: row.verdict,
    assigned,
    ratio: { p, verdict: p < 0.001 ? 'invalid' : p < 0.01 ? 'warning' : 'ok' },
    blocks: row.progress.outcome.n,
    outcome: compared('hits', row.progress.outcome.e),
    guardrails: {
      optedOut: compared('opted_out', row.progress.optedOut.e),
      complained: compared('complained', row.progress.complained.e),
    },
    looks: await findLooks(tx, ctx.workspace.id, row.experiment_id),
    startedAt: row.started_at.toISOString(),
    startedBy: row.started_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    endReason: row.end_reason,
    promoted: row.promoted,
    promotedVersion: row.promoted_version,
  };
}

function share(sums: UnitSums | undefined, figure: Figure): TrialShare {
  const n = (figure === 'hits' ? sums?.matured : sums?.guarded) ?? 0;
  const k = sums?.[figure] ?? 0;
  const [low, high] = wilson({ n, k });
  return { n, k, rate: n > 0 ? k / n : null, ci: [low, high] };
}
