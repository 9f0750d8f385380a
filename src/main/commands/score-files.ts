/** `score-files`: a campaign that ran elsewhere, from a folder of four files, without a database. */
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CAMPAIGN_FILES, type CampaignFiles, scoreFiles } from '../../features/outcomes/index.ts';
import type { Command } from '../../kit/cli/command.ts';
import { printCard } from './scorecard.ts';

export const scoreFilesCommand: Command = {
  name: 'score-files',
  words: {
    zh: '给在别处做过的回访计分：一个文件夹里的客户、订单、任务和配置',
    en: 'Score a campaign that ran elsewhere: a folder of customers, orders, tasks and its configuration',
  },
  positionals: [
    {
      name: 'DIR',
      words: {
        zh: '含 customers.csv、orders.csv、tasks.csv、config.json 的文件夹',
        en: 'folder with customers.csv, orders.csv, tasks.csv and config.json',
      },
    },
  ],
  examples: ['bin/huixiang score-files campaign/ --json'],
  async run({ positionals: [folder = ''] }) {
    const present = new Set(await readdir(folder));
    const files: CampaignFiles = Object.fromEntries(
      CAMPAIGN_FILES.filter((file) => present.has(file)).map((file) => [file, createReadStream(join(folder, file))]),
    );
    return scoreFiles(files, 'en');
  },
  print: printCard,
};
