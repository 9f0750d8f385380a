import { z } from 'zod';
import { issueWords } from '../../../kit/zod-words.ts';
import type { Locale } from '../../../engine/words.ts';
import type { Flaws } from './flaws.ts';
import type { Source } from './table.ts';

const FILE = 'config.json';
const LONGEST = 64 * 1024;
const share = z.number().min(0).max(0.95);
const money = z.number().min(0).max(1e12);

/** What a campaign that ran elsewhere was: its arms, its window, its economics. */
export const CampaignConfig = z.object({
  playbook: z.string().trim().min(1).max(80),
  name: z.string().trim().min(1).max(120).optional(),
  /** Share planned for control. */
  holdout: share,
  /** Orders in [entered_at, + so many days) count. */
  attribution_window_days: z.number().int().min(1).max(730),
  gross_margin: z.number().min(0).max(1),
  cost_per_contact: money,
  setup_cost: money,
  monthly_cost: money,
  months: z.number().positive().max(120),
  /** Of staff; with it the minutes of tasks.csv are part of the cost. */
  hourly_cost: money.optional(),
  /** What a call by hand is assumed to take, where the saving is to be shown. */
  manual_minutes: z.number().positive().max(600).optional(),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type CampaignConfig = z.infer<typeof CampaignConfig>;

export async function readConfig(
  source: Source | undefined,
  flaws: Flaws,
  locale: Locale,
): Promise<CampaignConfig | null> {
  if (!source) {
    flaws.add(FILE, 'missing_file');
    return null;
  }
  const text = await textOf(source);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    flaws.add(FILE, 'not_json', {}, { why: error instanceof Error ? error.message : '' });
    return null;
  }
  const parsed = CampaignConfig.safeParse(json);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const field = issue.path.join('.');
    flaws.say(FILE, `${field}${field ? ': ' : ''}${issueWords(issue, locale)}`, { field });
  }
  return null;
}

async function textOf(source: Source): Promise<string> {
  const decoder = new TextDecoder('utf-8');
  let text = '';
  for await (const chunk of source) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST) break;
  }
  return text;
}
