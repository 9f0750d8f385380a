import { resolve } from 'node:path';
import { ensureMonths } from '../../features/events/index.ts';
import { RestoreRefused, restoreBackup } from '../../kit/backup/restore.ts';
import { type Saved, saveBackup } from '../../kit/backup/save.ts';
import { type Command, CommandFailed } from '../../kit/cli/command.ts';
import { openLog } from '../../kit/log.ts';
import { features } from '../features.ts';
import { openRuntime } from '../open.ts';
import { homeOf } from '../place.ts';

const FILE = [{ name: 'FILE', words: { zh: '备份文件', en: 'backup file' } }];

export const backupCommand: Command = {
  name: 'backup',
  words: { zh: '备份全部数据到一个文件（不停机）', en: 'Save everything to one file, while it runs' },
  positionals: FILE,
  examples: ['bin/huixiang backup huixiang-2026-11-23.hxb'],
  async run({ options, positionals }) {
    const { runtime, close } = await openRuntime(homeOf(options['home']), openLog('warn'));
    try {
      return await saveBackup(runtime.db.owner, features, resolve(positionals[0] ?? ''));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT' || code === 'EACCES' || code === 'EROFS' || code === 'ENOSPC') {
        throw new CommandFailed(`cannot write ${positionals[0]}: ${(error as Error).message}`);
      }
      throw error;
    } finally {
      await close();
    }
  },
  print: (saved: Saved) =>
    `${saved.file}: ${saved.rows} rows of ${saved.tables} tables, ${(saved.bytes / 1e6).toFixed(1)} MB`,
};

export const restoreCommand: Command = {
  name: 'restore',
  words: { zh: '从备份恢复到一个空的数据目录或数据库', en: 'Restore a backup into an empty home or database' },
  positionals: FILE,
  examples: ['bin/huixiang restore huixiang-2026-11-23.hxb --home /srv/huixiang'],
  async run({ options, positionals }) {
    const { runtime, close } = await openRuntime(homeOf(options['home']), openLog('warn'));
    const { owner } = runtime.db;
    try {
      return await restoreBackup({
        owner,
        features,
        file: resolve(positionals[0] ?? ''),
        ensureMonths: (_table, months) =>
          ensureMonths(
            owner,
            months.map((month) => new Date(month)),
          ),
      });
    } catch (error) {
      if (error instanceof RestoreRefused) throw new CommandFailed(error.message);
      throw error;
    } finally {
      await close();
    }
  },
  print: (restored: { rows: number; tables: number; createdAt: string }) =>
    `${restored.rows} rows of ${restored.tables} tables, as of ${restored.createdAt}`,
};
