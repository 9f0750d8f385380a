import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { enrolled } from './events.ts';
import { matureTrials } from './mature.ts';
import * as initial from './migrations/0001-experiments.ts';
import * as trials from './migrations/0002-trials.ts';
import { routes } from './routes.ts';

export const experimentsFeature: Feature = {
  name: 'experiments',
  words: { zh: '对照实验', en: 'Experiments' },
  migrations: migrationsOf('experiments', { '0001-experiments': initial, '0002-trials': trials }),
  tables: [
    { name: 'epoch', replay: 'copy' },
    { name: 'enrolment', replay: 'empty' },
    // In a replay nobody is told anything, so no wording is tried.
    { name: 'experiment', replay: 'empty' },
    { name: 'experiment_unit', replay: 'empty' },
    { name: 'experiment_look', replay: 'empty' },
  ],
  routes,
  sweeps: [matureTrials],
  events: [enrolled],
  errors: {
    experiment_no_variant: {
      status: 409,
      words: {
        zh: '正在运行的方案里，「{part}」没有第二种写法。先给它写好变体并启用方案。',
        en: 'In what runs now, “{part}” has no second wording. Write the variant and switch the playbook on first.',
      },
    },
    wording_unknown: {
      status: 404,
      words: {
        zh: '没有找到「{part}」的「{place}」：方案要在运行，而且没有还没启用的新版本。',
        en: '“{part}” has no text “{place}” here: the playbook must run, without a newer version that waits to be switched on.',
      },
    },
    wording_invalid: {
      status: 400,
      words: {
        zh: '第二种写法有一处要改：{place}，{message}。',
        en: 'One thing to mend in the second wording: {place}, {message}.',
      },
    },
    wording_same: {
      status: 400,
      words: {
        zh: '第二种写法和原文一样，没有可比的。',
        en: 'The second wording says the same; there is nothing to compare.',
      },
    },
    experiment_running: {
      status: 409,
      words: { zh: '「{part}」已有一个实验在运行。', en: 'An experiment of “{part}” is running already.' },
    },
    experiment_outcome_unfit: {
      status: 400,
      words: {
        zh: '话术没有“已读”，请换一个目标。',
        en: 'A script is not read by the customer; choose another outcome.',
      },
    },
    experiment_ended: { status: 409, words: { zh: '实验已经结束。', en: 'The experiment has ended already.' } },
    experiment_not_proven: {
      status: 409,
      words: {
        zh: '还没有证明哪种写法更好（或分流比例有误），不能采用。可以停止实验，原文不变。',
        en: 'No wording is proven better (or the shares are broken), so none can be taken over. Stop the experiment; the words in force stay.',
      },
    },
    experiment_promoted: {
      status: 409,
      words: { zh: '胜出的写法已在第 {version} 版里。', en: 'The winner stands in version {version} already.' },
    },
    experiment_part_changed: {
      status: 409,
      words: {
        zh: '「{part}」在方案里已经改过，和实验时不同，不能自动写入。',
        en: '“{part}” has been changed in the playbook since; the winner cannot be put there by itself.',
      },
    },
  },
  permissions: [
    {
      name: 'experiments:read',
      words: { zh: '查看入组名单、分组与实验', en: 'See who is in which arm, and experiments' },
    },
    {
      name: 'experiments:write',
      words: { zh: '开始、停止实验与设全局对照', en: 'Start and stop experiments, set the global hold-out' },
    },
  ],
  fillings: [
    fillSlot(auditWords, {
      actions: {
        'experiments.started': { zh: '开始 A/B 实验', en: 'Started an A/B experiment' },
        'experiments.worded': { zh: '写了第二种写法', en: 'Wrote a second wording' },
        'experiments.stopped': { zh: '停止 A/B 实验', en: 'Stopped an A/B experiment' },
        'experiments.alarmed': { zh: 'A/B 实验因护栏告警停止', en: 'A guardrail stopped an A/B experiment' },
        'experiments.global_changed': { zh: '修改全局对照', en: 'Changed the global hold-out' },
        'experiments.promoted': { zh: '采用胜出写法', en: 'Took over the winning words' },
      },
      things: {
        experiment: { zh: 'A/B 实验', en: 'A/B experiment' },
        global_holdout: { zh: '全局对照', en: 'Global hold-out' },
      },
    }),
  ],
};
