import { createReplay, type Replay, runReplay } from '../../features/replays/index.ts';
import { type Command, CommandFailed } from '../../kit/cli/command.ts';
import { inWorkspace } from '../open.ts';

export const replayCommand: Command = {
  name: 'replay',
  words: {
    zh: '回放历史：在副本工作区里按天重走一遍已启用的方案',
    en: 'Replay history day by day through the enabled playbooks, in a scratch copy',
  },
  options: {
    from: { kind: 'day', value: 'D', required: true, words: { zh: '第一天', en: 'first day' } },
    to: { kind: 'day', value: 'D', required: true, words: { zh: '最后一天的后一天', en: 'the day after the last' } },
    into: {
      kind: 'text',
      value: 'NAME',
      words: { zh: '副本工作区，默认 replay', en: 'scratch workspace, replay by default' },
    },
    'assume-consent': {
      kind: 'flag',
      words: { zh: '视为都已同意（默认）', en: 'treat everybody as having consented (the default)' },
    },
    'require-consent': {
      kind: 'flag',
      words: { zh: '只回放确有同意的客户', en: 'only customers whose consent is recorded' },
    },
  },
  examples: ['bin/huixiang replay --from 2011-06-01 --to 2011-12-10'],
  run: ({ options }) =>
    inWorkspace(options, async (ctx) => {
      const replay = await createReplay(
        ctx,
        {
          from: String(options['from']),
          to: String(options['to']),
          into: String(options['into'] ?? 'replay'),
          assumeConsent: options['require-consent'] !== true,
        },
        { queued: false },
      );
      const done = await runReplay(ctx, replay.replayId, { onDay: showDay });
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
      if (done.status !== 'done')
        throw new CommandFailed(`the replay was ${done.status}${done.error ? `: ${done.error}` : ''}`);
      return done;
    }),
  print: (replay: Replay) =>
    `${replay.into}: ${replay.from} – ${replay.to}, ${replay.summary['days']} days, ${replay.summary['fed']} events\nbin/huixiang scorecard <playbook> --workspace ${replay.into}`,
};

/** Progress on a terminal, quiet in a pipe. */
function showDay(day: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${day}`);
}
