import { busEvent } from '../../kit/bus.ts';

export interface RuleFired {
  readonly ruleId: string;
  readonly runId: string;
  readonly fired: number;
}

export const ruleFired = busEvent<RuleFired>('rules.fired', { zh: '规则命中', en: 'A rule fired' });
