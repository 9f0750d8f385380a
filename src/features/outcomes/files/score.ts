import type { Locale } from '../../../engine/words.ts';
import type { Scorecard } from '../contract.ts';
import { decideScorecard } from '../decide.ts';
import { note } from '../decide-notes.ts';
import { type CampaignFiles, readCampaign } from './campaign.ts';
import { totalsOf } from './totals.ts';

/**
 * The scorecard of a campaign that ran elsewhere, from its four files. Throws the problem `score_files_invalid`, whose fields name file,
 * row and column.
 */
export async function scoreFiles(files: CampaignFiles, locale: Locale): Promise<Scorecard> {
  const campaign = await readCampaign(files, locale);
  const card = decideScorecard(totalsOf(campaign));
  const { orders, tasks } = campaign.others;
  const others = orders + tasks === 0 ? [] : [note('rows_of_others', { orders, tasks })];
  return { ...card, assumptions: [...card.assumptions, note('definition_from_files'), ...others] };
}
