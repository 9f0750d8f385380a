import { defineFlowAction } from '../../flows/index.ts';
import { TaskParams } from '../contract-params.ts';
import { describeTask, taskFlaws } from '../decide-params.ts';
import { cancelForTokens, openForRuns } from '../open.ts';
import { ALL_RESULTS } from '../contract-results.ts';

/** A person does something for this customer; the flow goes on with what she reports. */
export const taskAction = defineFlowAction<TaskParams>({
  name: 'task',
  words: { zh: '人工任务', en: 'Task for a person' },
  params: TaskParams,
  ends: 'later',
  results: ALL_RESULTS,
  check: taskFlaws,
  describe: describeTask,
  run: openForRuns,
  cancel: cancelForTokens,
});
