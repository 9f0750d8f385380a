import { defaultHoldout } from '../../engine/assignment/index.ts';
import { canonicalJson } from '../../engine/json/canonical.ts';
import { isDeeperThan } from '../../engine/json/depth.ts';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type FieldError, Problem } from '../../kit/errors.ts';
import { issueWords } from '../../kit/zod-words.ts';
import { audit } from '../access/index.ts';
import { currentEpoch, endChanged, registerEpoch } from '../experiments/index.ts';
import { saveRule, switchRule } from '../rules/index.ts';
import { checkCondition } from '../segments/index.ts';
import { registeredOf, ruleIdOf, ruleOf, sameMeasurement } from './decide.ts';
import { PlaybookDefinition, Registered } from './contract-definition.ts';
import { partErrors, publishParts } from './parts.ts';
import * as store from './store.ts';
import { variantsIn } from './variants.ts';
import { eligibleAYear } from './yearly.ts';

export interface ImportOptions {
  readonly origin?: string;
  /** The version the content was made from: another one that came meanwhile is not written over. */
  readonly base?: number | undefined;
}

/** Takes a document as a new playbook or a new version of one; the same content again changes nothing. */
export async function importPlaybook(
  tx: Tx,
  ctx: Context,
  document: unknown,
  note: string,
  { origin = 'imported', base }: ImportOptions = {},
): Promise<store.StoredPlaybook> {
  const definition = await requireValid(tx, ctx, document);
  const there = await store.findPlaybook(tx, ctx.workspace.id, definition.key, true);
  // Before the version is looked at: what was saved and not heard of may be saved again.
  if (there && canonicalJson(there.definition) === canonicalJson(definition)) return there;
  if (base !== undefined) await requireNewest(tx, ctx, definition.key, base, there);
  const version = (there?.version ?? 0) + 1;
  await store.saveVersion(tx, ctx.workspace.id, {
    definition,
    version,
    note,
    origin,
    ruleId: ruleIdOf(definition.key),
    by: ctx.actor.name,
    now: ctx.now,
  });
  await audit(tx, ctx, {
    action: 'playbooks.imported',
    entity: 'playbook',
    entityId: definition.key,
    detail: { version, note },
  });
  return requirePlaybook(tx, ctx, definition.key);
}

async function requireNewest(
  tx: Tx,
  ctx: Context,
  key: string,
  base: number,
  there: store.StoredPlaybook | null,
): Promise<void> {
  if (!there) throw new Problem('not_found', { what: `playbook ${key}` });
  if (there.version === base) return;
  const [newest] = await store.listVersions(tx, ctx.workspace.id, key, 1);
  throw new Problem('playbook_changed', { by: newest?.created_by ?? '', version: there.version, base });
}

/** All that is wrong with a document at once, each with its path. */
async function requireValid(tx: Tx, ctx: Context, document: unknown): Promise<PlaybookDefinition> {
  // The schema of a flow calls itself.
  if (isDeeperThan(document, DEEPEST)) throw invalid([{ path: '', message: TOO_DEEP[ctx.locale] }]);
  const parsed = PlaybookDefinition.safeParse(document);
  if (!parsed.success) {
    throw invalid(
      parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issueWords(issue, ctx.locale) })),
    );
  }
  const definition = parsed.data;
  const errors: FieldError[] = [...(await checkCondition(tx, ctx, definition.audience, 'audience'))];
  for (const [index, { when }] of definition.strata.entries())
    errors.push(...(await checkCondition(tx, ctx, when, `strata.${index}.when`)));
  errors.push(...(await partErrors(tx, ctx, definition)));
  if (definition.control.serviceCritical && (definition.control.holdout ?? 0) > 0) {
    errors.push({
      path: 'control.holdout',
      field: 'holdout',
      message: CRITICAL[ctx.locale],
    });
  }
  if (errors.length > 0) throw invalid(errors);
  return definition;
}

/** A flow of twelve nodes within each other, with a condition in the innermost, has sixty. */
const DEEPEST = 100;
const TOO_DEEP = { zh: `嵌套太深，最多 ${DEEPEST} 层`, en: `nested too deeply, at most ${DEEPEST} levels` };

const CRITICAL = { zh: '必须回访的方案不能留出对照组', en: 'a service-critical playbook cannot hold anybody out' };

function invalid(fields: readonly FieldError[]): Problem {
  const first = fields[0];
  return new Problem('playbook_invalid', { path: first?.path || '(document)', message: first?.message ?? '' }, fields);
}

export async function requirePlaybook(tx: Tx, ctx: Context, key: string, lock = false): Promise<store.StoredPlaybook> {
  const playbook = await store.findPlaybook(tx, ctx.workspace.id, key, lock);
  if (!playbook) throw new Problem('not_found', { what: `playbook ${key}` });
  return playbook;
}

export interface EnableOptions {
  readonly holdout?: number | undefined;
  readonly windowDays?: number | undefined;
}

/** Publishes: fixes an epoch and writes the rule that enrols. Options that differ from the definition become a new version of it. */
export async function enablePlaybook(
  tx: Tx,
  ctx: Context,
  key: string,
  options: EnableOptions = {},
): Promise<store.StoredPlaybook> {
  const there = await requirePlaybook(tx, ctx, key, true);
  const { holdout: asked, windowDays } = options;
  if (there.definition.control.serviceCritical && (asked ?? 0) > 0)
    throw new Problem('playbook_service_critical', { playbook: key });
  const changed: PlaybookDefinition = {
    ...there.definition,
    ...(windowDays === undefined ? {} : { windowDays }),
    control: { ...there.definition.control, ...(asked === undefined ? {} : { holdout: asked }) },
  };
  const playbook = await importPlaybook(tx, ctx, changed, describeOptions(options)[ctx.locale], {
    origin: there.origin,
  });
  const { definition, version } = playbook;
  const registered = await withSameVersion(tx, ctx, key, registeredOf(definition, version));
  const epoch = await registerEpoch(tx, ctx, {
    subject: key,
    holdout: await holdoutOf(tx, ctx, definition),
    registered,
  });
  await publishParts(tx, ctx, definition, version);
  await endChanged(tx, ctx, key, variantsIn(playbook));
  await saveRule(tx, ctx, ruleIdOf(key), ruleOf(definition, epoch), true);
  await store.setStatus(tx, ctx.workspace.id, key, 'running', version, ctx.now);
  await audit(tx, ctx, {
    action: 'playbooks.enabled',
    entity: 'playbook',
    entityId: key,
    detail: { version, epoch: epoch.epoch, holdout: epoch.holdout },
  });
  return requirePlaybook(tx, ctx, key);
}

/** A version that measures the same (a changed name, other words) keeps the registration, and with it the epoch. */
async function withSameVersion(tx: Tx, ctx: Context, key: string, fresh: Registered): Promise<Registered> {
  const running = await currentEpoch(tx, ctx, key);
  const before = running ? Registered.safeParse(running.registered) : null;
  return before?.success && sameMeasurement(before.data, fresh) ? before.data : fresh;
}

async function holdoutOf(tx: Tx, ctx: Context, definition: PlaybookDefinition): Promise<number> {
  const { holdout, serviceCritical } = definition.control;
  if (serviceCritical) return 0;
  if (holdout !== null) return holdout;
  const current = await currentEpoch(tx, ctx, definition.key);
  if (current) return current.holdout;
  return defaultHoldout(await eligibleAYear(tx, ctx, definition));
}

/** The note of the version that the options make. */
function describeOptions({ holdout, windowDays }: EnableOptions): Words {
  const zh = [
    holdout === undefined ? '' : `对照组 ${holdout * 100}%`,
    windowDays === undefined ? '' : `窗口 ${windowDays} 天`,
  ];
  const en = [
    holdout === undefined ? '' : `hold-out ${holdout * 100}%`,
    windowDays === undefined ? '' : `window ${windowDays} days`,
  ];
  return { zh: zh.filter(Boolean).join('，'), en: en.filter(Boolean).join(', ') };
}

export async function disablePlaybook(tx: Tx, ctx: Context, key: string): Promise<store.StoredPlaybook> {
  const playbook = await requirePlaybook(tx, ctx, key, true);
  if (playbook.status === 'running') {
    await switchRule(tx, ctx, ruleIdOf(key), false);
    await store.setStatus(tx, ctx.workspace.id, key, 'paused', playbook.liveVersion, ctx.now);
    await audit(tx, ctx, { action: 'playbooks.disabled', entity: 'playbook', entityId: key, detail: {} });
  }
  return requirePlaybook(tx, ctx, key);
}
