/** What the screens show of a playbook: summaries, sentences, figures along the path, and why each customer is in it. */
import { say } from '../../engine/words.ts';
import type { Locale } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import {
  countArms,
  currentEpoch,
  type EnrolmentFilter,
  type Epoch,
  findEnrolments,
  listEpochs,
} from '../experiments/index.ts';
import { flowAction } from '../flows/index.ts';
import { listRuns, requireRule, toRun } from '../rules/index.ts';
import { compileAudience, eventNames, explainCondition, firingExplainer } from '../segments/index.ts';
import type { ExplainedEnrolment, PlaybookDetail, PlaybookPath, PlaybookSummary } from './contract.ts';
import { smallestFor } from './contract-power.ts';
import { ratioOf, ruleIdOf } from './decide.ts';
import { Registered } from './contract-definition.ts';
import type { StoredPlaybook } from './store.ts';
import * as store from './store.ts';
import { describeFlow } from './describe-flow.ts';
import { describeTrigger } from './words.ts';
import { eligibleAYear } from './yearly.ts';

export async function summarise(tx: Tx, ctx: Context, playbook: StoredPlaybook): Promise<PlaybookSummary> {
  const { key, status, version, liveVersion, origin, updatedAt, definition } = playbook;
  const epoch = await currentEpoch(tx, ctx, key);
  const enrolled = epoch ? await armsOf(tx, ctx, key, epoch.epoch) : { treatment: 0, control: 0 };
  return {
    key,
    status,
    version,
    liveVersion,
    origin,
    name: definition.name,
    description: definition.description,
    epoch: epoch?.epoch ?? null,
    holdout: epoch?.holdout ?? definition.control.holdout,
    windowDays: definition.windowDays,
    enrolled,
    ratio: ratioOf(enrolled, epoch?.holdout ?? 0),
    updatedAt: updatedAt.toISOString(),
  };
}

async function armsOf(
  tx: Tx,
  ctx: Context,
  key: string,
  epoch: number,
): Promise<{ treatment: number; control: number }> {
  const counts = await countArms(tx, ctx.workspace.id, key, epoch);
  const of = (arm: string): number =>
    counts.filter((count) => count.arm === arm).reduce((sum, count) => sum + Number(count.n), 0);
  return { treatment: of('treatment'), control: of('control') };
}

export async function detail(tx: Tx, ctx: Context, playbook: StoredPlaybook, locale: Locale): Promise<PlaybookDetail> {
  const { key, definition } = playbook;
  const epochs = await listEpochs(tx, ctx.workspace.id, key);
  const rule = playbook.status === 'draft' ? null : await requireRule(tx, ctx, ruleIdOf(key));
  const runs = rule ? await listRuns(tx, ctx.workspace.id, rule.ruleId, 30) : [];
  const versions = await store.listVersions(tx, ctx.workspace.id, key);
  const events = await eventNames(tx, ctx);
  return {
    ...(await summarise(tx, ctx, playbook)),
    definition,
    sentences: {
      trigger: say(describeTrigger(definition.trigger, events), locale),
      audience: await explainCondition(tx, ctx, definition.audience, locale),
      goal: say(definition.goal.name, locale),
      strata: await Promise.all(
        definition.strata.map(async ({ key: stratum, when }) => ({
          key: stratum,
          sentence: await explainCondition(tx, ctx, when, locale),
        })),
      ),
    },
    steps: describeFlow(definition, ctx.runtime.slot(flowAction), events),
    versions: versions.map((row) => ({
      version: row.version,
      note: row.note,
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by,
    })),
    currentEpoch: epochs[0] ?? null,
    epochs,
    nextRunAt: rule?.dueAt?.toISOString() ?? null,
    runs: runs.map((row) => {
      const { runId, at, fired, outcome, error } = toRun(row);
      return { runId, at, fired, outcome, error };
    }),
  };
}

export async function pathOf(tx: Tx, ctx: Context, playbook: StoredPlaybook): Promise<PlaybookPath> {
  const { key, definition } = playbook;
  const { audience: condition, consent } = definition;
  const count = async (needs: typeof consent): Promise<number> =>
    store.countCustomers(tx, ctx.workspace.id, (await compileAudience(tx, ctx, { condition, consent: needs })).where);
  const audienceNow = await count(null);
  const withConsent = consent === null ? audienceNow : await count(consent);
  const audienceYear = await eligibleAYear(tx, ctx, definition);
  const epoch = await currentEpoch(tx, ctx, key);
  const counts = epoch ? await countArms(tx, ctx.workspace.id, key, epoch.epoch) : [];
  const of = (stratum: string | null, arm: string): number =>
    counts
      .filter((row) => row.arm === arm && (stratum === null || row.segment === stratum))
      .reduce((sum, row) => sum + Number(row.n), 0);
  const enrolled = { treatment: of(null, 'treatment'), control: of(null, 'control') };
  return {
    audienceNow,
    withoutConsent: audienceNow - withConsent,
    audienceYear,
    eligibleYear: consent === null ? audienceYear : await eligibleAYear(tx, ctx, definition, consent),
    enrolled,
    strata: definition.strata.map(({ key: stratum, name }) => ({
      key: stratum,
      name,
      treatment: of(stratum, 'treatment'),
      control: of(stratum, 'control'),
    })),
    smallestProvable: smallestFor(definition.target, enrolled.treatment, enrolled.control),
  };
}

export async function explainEnrolments(
  tx: Tx,
  ctx: Context,
  filter: EnrolmentFilter,
  locale: Locale,
): Promise<ExplainedEnrolment[]> {
  const rows = await findEnrolments(tx, ctx, filter);
  const subjects = [...new Set(rows.map((row) => row.subject))];
  const known = new Map<string, { playbook: StoredPlaybook | null; epochs: Epoch[] }>();
  for (const subject of subjects) {
    known.set(subject, {
      playbook: await store.findPlaybook(tx, ctx.workspace.id, subject),
      epochs: await listEpochs(tx, ctx.workspace.id, subject),
    });
  }
  const explain = await firingExplainer(tx, ctx, locale);
  const explained: ExplainedEnrolment[] = [];
  for (const row of rows) {
    const { playbook, epochs } = known.get(row.subject) ?? { playbook: null, epochs: [] };
    const epoch = epochs.find((each) => each.epoch === row.epoch);
    const registered = epoch ? Registered.parse(epoch.registered) : null;
    const values = (row.because as { values?: unknown[] } | null)?.values ?? [];
    explained.push({
      playbook: row.subject,
      playbookName: playbook?.definition.name ?? { zh: row.subject, en: row.subject },
      epoch: row.epoch,
      customerId: row.customer_id,
      externalId: row.external_id,
      name: row.name,
      arm: row.arm,
      u: row.u,
      holdout: epoch?.holdout ?? 0,
      stratum: row.segment,
      stratumName: playbook?.definition.strata.find(({ key }) => key === row.segment)?.name ?? null,
      enteredAt: row.entered_at.toISOString(),
      because: registered ? explain(registered.audience, values, row.entered_at) : [],
    });
  }
  return explained;
}
