/** Goals on figures, by team and period, with the alerts of what leaves its band. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { Band, Goal, GoalVersion, HistoryPoint, IndicatorChoice, LookState, PERIODS } from './contract-goal.ts';

export * from './contract-alerts.ts';
export * from './contract-goal.ts';

const base = '/api/w/:workspace/goals';
const Id = z.object({ goal: z.string().max(60) });

const Plan = {
  target: z.number().min(-1e12).max(1e12),
  band: Band,
  owner: z.string().max(60).nullable(),
};
const About = {
  indicator: z.string().min(1).max(80),
  /** null: the whole company. */
  team: z.string().max(60).nullable(),
  playbook: z.string().max(80).nullable(),
  period: z.enum(PERIODS),
};

export const listGoals = endpoint({
  name: 'listGoals',
  method: 'GET',
  path: base,
  summary: { zh: '目标与本期进度', en: 'Goals and how far they are in this period' },
  access: 'goals:read',
  query: z.object({ archived: z.enum(['0', '1']).default('0') }),
  response: z.object({ goals: z.array(Goal) }),
});

export const downloadGoals = endpoint({
  name: 'downloadGoals',
  method: 'GET',
  path: '/api/w/:workspace/goals.csv',
  summary: { zh: '下载目标与本期进度（CSV）', en: 'Goals and their progress as CSV' },
  access: 'goals:read',
  response: z.string(),
  produces: 'text/csv',
});

export const listGoalIndicators = endpoint({
  name: 'listGoalIndicators',
  method: 'GET',
  path: '/api/w/:workspace/goal-indicators',
  summary: { zh: '可以设目标的指标', en: 'What a goal can be set on' },
  access: 'goals:read',
  response: z.object({ items: z.array(IndicatorChoice) }),
});

export const createGoal = endpoint({
  name: 'createGoal',
  method: 'POST',
  path: base,
  summary: { zh: '给团队或公司设一个目标', en: 'Set a goal for a team or the company' },
  access: 'goals:write',
  body: z.strictObject({ ...About, ...Plan }),
  response: Goal,
  errors: ['goal_exists', 'goal_invalid'],
});

export const previewGoal = endpoint({
  name: 'previewGoal',
  method: 'POST',
  path: `${base}/preview`,
  summary: {
    zh: '拟定的目标在过去六个周期里会怎样',
    en: 'What the last six periods would have been under a proposed goal',
  },
  access: 'goals:write',
  body: z.strictObject({ ...About, target: Plan.target, band: Band }),
  response: z.object({
    points: z.array(HistoryPoint),
    reached: z.number().int(),
    /** Periods with a figure. */
    known: z.number().int(),
    alarms: z.number().int(),
  }),
  errors: ['goal_invalid'],
});

export const getGoal = endpoint({
  name: 'getGoal',
  method: 'GET',
  path: `${base}/:goal`,
  summary: { zh: '一个目标：走势、范围、各版本', en: 'A goal: its history, band and versions' },
  access: 'goals:read',
  params: Id,
  response: z.object({
    goal: Goal,
    history: z.array(HistoryPoint),
    versions: z.array(GoalVersion),
    /** The days of this period. */
    looks: z.array(
      z.object({
        day: z.string(),
        version: z.number().int(),
        state: LookState,
        value: z.number().nullable(),
        n: z.number().int(),
        bandLow: z.number().nullable(),
        bandHigh: z.number().nullable(),
      }),
    ),
  }),
  errors: ['not_found'],
});

export const changeGoal = endpoint({
  name: 'changeGoal',
  method: 'PUT',
  path: `${base}/:goal`,
  summary: {
    zh: '修改目标值、范围或负责人：从现在起的新一版，过去不改',
    en: 'Change target, band or owner: a new version from now on, the past stays',
  },
  access: 'goals:write',
  params: Id,
  body: z.strictObject({
    ...Plan,
    /** The version that was changed. */
    version: z.number().int().min(1),
  }),
  response: Goal,
  errors: ['not_found', 'goal_changed', 'goal_invalid'],
});

export const archiveGoal = endpoint({
  name: 'archiveGoal',
  method: 'POST',
  path: `${base}/:goal/archive`,
  summary: { zh: '归档目标，它的预警随之关闭', en: 'Archive a goal; its alert closes' },
  access: 'goals:write',
  params: Id,
  response: Goal,
  errors: ['not_found'],
});
