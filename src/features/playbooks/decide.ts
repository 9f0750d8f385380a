/** Pure decisions of playbooks: what an epoch registers and which rule a playbook becomes. */
import { canonicalJson } from '../../engine/json/canonical.ts';
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

/** Part of a definition that changes what is measured; any other change keeps the epoch. */
export function sameMeasurement(a: Registered, b: Registered): boolean {
  const measured = ({ definitionVersion: _version, ...rest }: Registered): string => canonicalJson(rest);
  return measured(a) === measured(b);
}
