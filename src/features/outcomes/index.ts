/** The face of outcomes: scorecards. */
export type { Scorecard } from './contract.ts';
export type { ScorecardInput } from './frame.ts';
export { scorecardOf } from './service.ts';
export { scorecardPdf } from './send.ts';
export { type CampaignFiles, type FileName, FILES as CAMPAIGN_FILES } from './files/campaign.ts';
export { scoreFiles } from './files/score.ts';
