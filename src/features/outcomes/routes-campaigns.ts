import { Readable } from 'node:stream';
import { type Route, route } from '../../kit/http/route.ts';
import * as campaigns from './campaigns.ts';
import * as contract from './contract-campaigns.ts';
import { sampleOf } from './files/sample.ts';
import { sendCardCsv, sendPdf, sendWorkbook } from './send.ts';

export const campaignRoutes: readonly Route[] = [
  route(contract.createCampaign, ({ ctx }) => campaigns.createCampaign(ctx)),
  route(contract.uploadCampaignFile, ({ ctx, params, request }) => {
    const body = request.body instanceof Readable ? request.body : Readable.from([]);
    return campaigns.addCampaignFile(ctx, params.campaign, params.file, body);
  }),
  route(contract.scoreCampaign, ({ ctx, params }) => campaigns.scoreCampaign(ctx, params.campaign)),
  route(contract.listCampaigns, async ({ ctx }) => ({ campaigns: await campaigns.listCampaigns(ctx) })),
  route(contract.getCampaign, ({ ctx, params }) => campaigns.getCampaignOf(ctx, params.campaign)),
  route(contract.deleteCampaign, async ({ ctx, params }) => {
    await campaigns.deleteCampaign(ctx, params.campaign);
    return { deleted: true as const };
  }),
  route(contract.downloadCampaign, async ({ ctx, params, reply }) => {
    const card = await campaigns.requireCard(ctx, params.campaign);
    return sendCardCsv(reply, card, ctx.locale);
  }),
  route(contract.downloadCampaignWorkbook, async ({ ctx, params, reply }) =>
    sendWorkbook(reply, await campaigns.requireCard(ctx, params.campaign), ctx.locale),
  ),
  route(contract.downloadCampaignPdf, async ({ ctx, params, reply }) =>
    sendPdf(reply, await campaigns.requireCard(ctx, params.campaign), ctx.locale, ctx.workspace.name),
  ),
  route(contract.getCampaignSample, ({ params, reply }) => {
    const { file } = params;
    reply.header('content-disposition', `attachment; filename="${file}"`);
    reply.type(file.endsWith('.json') ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8');
    return reply.send(sampleOf(file)) as never;
  }),
];
