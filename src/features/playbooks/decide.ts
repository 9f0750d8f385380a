/** Pure decisions of playbooks: what an epoch registers and which rule a playbook becomes. */
import { canonicalJson } from '../../engine/json/canonical.ts';
import { sampleRatio } from '../../engine/stats/sample-ratio.ts';
import type { RuleDefinition } from '../rules/contract.ts';
import type { PlaybookDefinition, Registered } from './contract-definition.ts';

export function registeredOf(definition: PlaybookDefinition, version: number): Registered {
  const { goal, windowDays, refundDays, strata, target, economics, audience, consent, control } = definition;
  return {
    goal,
    windowDays,
    refundDays,
    strata,
    target,
    economics,
    audience,
    consent,
    serviceCritical: control.serviceCritical,
    definitionVersion: version,
  };
}

export function ruleIdOf(playbook: string): string {
  return `playbook:${playbook}`;
}

/** Publishing writes this one rule. A customer enters once per epoch and period, so the epoch's salt keys the period. */
export function ruleOf(definition: PlaybookDefinition, epoch: { epoch: number; salt: string }): RuleDefinition {
  return {
    name: definition.name,
    trigger: definition.trigger,
    when: definition.audience,
    consent: definition.consent,
    then: [{ action: 'enrol', params: { playbook: definition.key, epoch: epoch.epoch } }],
    limit: { per: definition.again, key: epoch.salt },
  };
}

/** Expected people per arm below which chi-square says nothing. */
const SMALLEST_ARM = 5;

/** Have the arms the sizes the draw promised? The scorecard asks the same of the matured; here everybody enrolled counts. */
export function ratioOf(
  { treatment, control }: { readonly treatment: number; readonly control: number },
  holdout: number,
): { p: number; verdict: 'ok' | 'warning' | 'invalid' } | null {
  if (holdout <= 0 || (treatment + control) * Math.min(holdout, 1 - holdout) < SMALLEST_ARM) return null;
  const { p } = sampleRatio([treatment, control], [1 - holdout, holdout]);
  return { p, verdict: p < 0.001 ? 'invalid' : p < 0.01 ? 'warning' : 'ok' };
}

/** Part of a definition that changes what is measured; any other change keeps the epoch. */
export function sameMeasurement(a: Registered, b: Registered): boolean {
  const measured = ({ definitionVersion: _version, ...rest }: Registered): string => canonicalJson(rest);
  return measured(a) === measured(b);
}
