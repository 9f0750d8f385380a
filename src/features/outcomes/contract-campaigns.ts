/** Campaigns that ran elsewhere: four files up, one scorecard back, kept until it is deleted. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { Scorecard, ScorecardSummary } from './contract-scorecard.ts';

export const CAMPAIGN_FILES = ['customers.csv', 'orders.csv', 'tasks.csv', 'config.json'] as const;
export const CampaignFile = z.enum(CAMPAIGN_FILES);
export type CampaignFile = z.infer<typeof CampaignFile>;

export const CampaignSummary = z.object({
  campaignId: z.string(),
  /** `waiting` until its files were scored. */
  status: z.enum(['waiting', 'scored']),
  /** What was uploaded; the files themselves are gone once they are scored. */
  files: z.array(z.object({ file: CampaignFile, bytes: z.number().int(), sha256: z.string() })),
  summary: ScorecardSummary.nullable(),
  madeBy: z.string(),
  madeAt: z.iso.datetime(),
});
export type CampaignSummary = z.infer<typeof CampaignSummary>;

const Campaign = CampaignSummary.extend({ card: Scorecard.nullable() });

const base = '/api/w/:workspace/campaigns';
const Id = z.object({ campaign: z.string().min(1).max(80) });

export const createCampaign = endpoint({
  name: 'createCampaign',
  method: 'POST',
  path: base,
  summary: {
    zh: '开始给别处的活动计分：随后逐个上传四个文件',
    en: 'Begin scoring a campaign that ran elsewhere: its four files follow one by one',
  },
  access: 'outcomes:write',
  response: CampaignSummary,
});

export const uploadCampaignFile = endpoint({
  name: 'uploadCampaignFile',
  method: 'PUT',
  path: `${base}/:campaign/files/:file`,
  summary: {
    zh: '上传四个文件之一（请求体就是文件；再传一次即替换）',
    en: 'Upload one of the four files (the body is the file; sent again, it is replaced)',
  },
  access: 'outcomes:write',
  params: Id.extend({ file: CampaignFile }),
  rawBody: true,
  response: CampaignSummary,
  errors: ['not_found', 'too_large', 'campaign_scored'],
});

export const scoreCampaign = endpoint({
  name: 'scoreCampaign',
  method: 'POST',
  path: `${base}/:campaign/score`,
  summary: {
    zh: '计分；文件有误时按文件、行、列指出',
    en: 'Score it; flaws of the files are named by file, row and column',
  },
  access: 'outcomes:write',
  params: Id,
  response: Campaign,
  errors: ['not_found', 'score_files_invalid'],
});

export const listCampaigns = endpoint({
  name: 'listCampaigns',
  method: 'GET',
  path: base,
  summary: { zh: '别处的活动（最近 200 个）', en: 'Campaigns that ran elsewhere (the last 200)' },
  access: 'outcomes:read',
  response: z.object({ campaigns: z.array(CampaignSummary) }),
});

export const getCampaign = endpoint({
  name: 'getCampaign',
  method: 'GET',
  path: `${base}/:campaign`,
  summary: { zh: '别处的活动与它的记分卡', en: 'A campaign that ran elsewhere, with its scorecard' },
  access: 'outcomes:read',
  params: Id,
  response: Campaign,
  errors: ['not_found'],
});

export const deleteCampaign = endpoint({
  name: 'deleteCampaign',
  method: 'DELETE',
  path: `${base}/:campaign`,
  summary: { zh: '删除别处的活动', en: 'Delete a campaign that ran elsewhere' },
  access: 'outcomes:write',
  params: Id,
  response: z.object({ deleted: z.literal(true) }),
  errors: ['not_found'],
});

export const downloadCampaign = endpoint({
  name: 'downloadCampaign',
  method: 'GET',
  path: `${base}/:campaign/scorecard.csv`,
  summary: { zh: '下载记分卡（CSV）', en: 'Its scorecard as CSV' },
  access: 'outcomes:read',
  params: Id,
  response: z.string(),
  produces: 'text/csv',
  errors: ['not_found'],
});

export const downloadCampaignWorkbook = endpoint({
  name: 'downloadCampaignWorkbook',
  method: 'GET',
  path: `${base}/:campaign/scorecard.xlsx`,
  summary: { zh: '下载记分卡（Excel）', en: 'Its scorecard as a workbook (XLSX)' },
  access: 'outcomes:read',
  params: Id,
  response: z.string(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  errors: ['not_found'],
});

export const downloadCampaignPdf = endpoint({
  name: 'downloadCampaignPdf',
  method: 'GET',
  path: `${base}/:campaign/scorecard.pdf`,
  summary: { zh: '下载记分卡（PDF）', en: 'Its scorecard as PDF' },
  access: 'outcomes:read',
  params: Id,
  response: z.string(),
  produces: 'application/pdf',
  errors: ['not_found'],
});

export const getCampaignSample = endpoint({
  name: 'getCampaignSample',
  method: 'GET',
  path: '/api/w/:workspace/campaign-samples/:file',
  summary: { zh: '四个文件的样例，可当模板', en: 'An example of each file, to start from' },
  access: 'outcomes:read',
  params: z.object({ file: CampaignFile }),
  response: z.string(),
  produces: 'application/octet-stream',
});
