/** All commands. A new one is a file here and one line below. */
import type { Command } from '../../kit/cli/command.ts';
import { newCommand } from '../new/command.ts';
import { startCommand } from '../start.ts';
import { benchCommand } from './bench.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { demoCommand } from '../demo/command.ts';
import { importCommand } from './import.ts';
import { playbookCommands } from './playbook.ts';
import { replayCommand } from './replay.ts';
import { scorecardCommand } from './scorecard.ts';
import { scoreFilesCommand } from './score-files.ts';
import { simulateCommand } from '../simulate/command.ts';
import { testCommand } from './test.ts';
import { textAnalyseCommand } from './text.ts';

export const commands: readonly Command[] = [
  startCommand,
  importCommand,
  demoCommand,
  ...playbookCommands,
  replayCommand,
  simulateCommand,
  scorecardCommand,
  scoreFilesCommand,
  textAnalyseCommand,
  backupCommand,
  restoreCommand,
  benchCommand,
  newCommand,
  testCommand,
];
