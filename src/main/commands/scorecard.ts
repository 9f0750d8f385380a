import { writeFile } from 'node:fs/promises';
import { type Scorecard, scorecardOf, scorecardPdf } from '../../features/outcomes/index.ts';
import type { Command } from '../../kit/cli/command.ts';
import { inWorkspace } from '../open.ts';

const percent = (share: number | null): string => (share === null ? '—' : `${(share * 100).toFixed(1)} %`);
const interval = (ci: readonly [number, number] | null): string =>
  ci ? `[${(ci[0] * 100).toFixed(1)}, ${(ci[1] * 100).toFixed(1)}]` : '—';

export const scorecardCommand: Command = {
  name: 'scorecard',
  words: { zh: '方案的记分卡：证实了什么', en: 'The scorecard of a playbook: what is proven' },
  positionals: [{ name: 'PLAYBOOK', words: { zh: '方案代号', en: 'key of the playbook' } }],
  options: {
    epoch: { kind: 'number', value: 'N', words: { zh: '第几期，默认最近一期', en: 'epoch, the latest by default' } },
    'as-of': {
      kind: 'day',
      value: 'D',
      words: { zh: '截至哪一天，默认现在', en: 'as of the end of this day, now by default' },
    },
    pdf: { kind: 'text', value: 'FILE', words: { zh: '另存为 PDF', en: 'also write it as PDF' } },
    locale: {
      kind: 'text',
      value: 'zh|en',
      words: { zh: 'PDF 的语言，默认中文', en: 'language of the PDF, zh by default' },
    },
  },
  examples: [
    'bin/huixiang scorecard silent-wakeup --workspace replay --json',
    'bin/huixiang scorecard silent-wakeup --workspace demo --pdf card.pdf',
  ],
  run: ({ options, positionals }) =>
    inWorkspace(options, async (ctx) => {
      const card = await ctx.tx((tx) =>
        scorecardOf(
          tx,
          ctx,
          {
            playbook: positionals[0] ?? '',
            epoch: typeof options['epoch'] === 'number' ? options['epoch'] : undefined,
            asOf: typeof options['as-of'] === 'string' ? options['as-of'] : undefined,
          },
          'always',
        ),
      );
      const locale = options['locale'] === 'en' ? 'en' : 'zh';
      if (typeof options['pdf'] === 'string')
        await writeFile(options['pdf'], await scorecardPdf(card, locale, ctx.workspace.name));
      return card;
    }),
  print: printCard,
};

export function printCard(card: Scorecard): string {
  return [
    `${card.playbook} · epoch ${card.epoch} · ${card.verdict}`,
    card.headline.title.en,
    `enrolled  treatment ${card.enrolled.t}, control ${card.enrolled.c}; matured ${card.matured.t}, ${card.matured.c}`,
    `converted treatment ${percent(card.conversion.t.rate)}, control ${percent(card.conversion.c.rate)}, difference ${percent(card.conversion.diff)} ${interval(card.conversion.ci)}`,
    ...(card.recomputed?.changes ?? []).map((change) => `= ${change.words.en}`),
    ...(card.recomputed?.figures
      ? [
          `  recomputed by today's definition, not pre-registered: difference ${percent(card.recomputed.figures.conversion.diff)} ${interval(card.recomputed.figures.conversion.ci)}, n ${card.recomputed.figures.matured.t}, ${card.recomputed.figures.matured.c}`,
        ]
      : []),
    ...card.warnings.map((warning) => `! ${warning.words.en}`),
    ...card.assumptions.map((assumption) => `~ ${assumption.words.en}`),
  ].join('\n');
}
