import { outerRoute, type Route, route } from '../../kit/http/route.ts';
import * as figures from './clicks.ts';
import * as contract from './contract.ts';
import * as clicks from './contract-clicks.ts';
import * as mini from './contract-miniprogram.ts';
import * as pages from './contract-public.ts';
import { follow, showPixel } from './follow.ts';
import * as program from './miniprogram.ts';
import * as named from './named.ts';
import { sendQr } from './qr.ts';
import { changeSettings, describeSettings } from './settings.ts';
import { sendNamedCsv } from './table.ts';

export const routes: readonly Route[] = [
  outerRoute(pages.followLink, (call) => follow(call)),
  outerRoute(pages.mailOpened, (call) => showPixel(call)),
  route(contract.getLinkSettings, ({ ctx }) => ctx.tx((tx) => describeSettings(tx, ctx))),
  route(contract.setLinkSettings, ({ ctx, body }) => ctx.tx((tx) => changeSettings(tx, ctx, body))),
  route(contract.listNamedLinks, ({ ctx, query }) => ctx.tx((tx) => named.listNamed(tx, ctx, query))),
  route(contract.exportNamedLinks, async ({ ctx, query, reply }) => sendNamedCsv(ctx, query, reply)),
  route(contract.makeNamedLink, ({ ctx, body }) => ctx.tx((tx) => named.makeNamed(tx, ctx, body))),
  route(contract.getNamedLink, ({ ctx, params }) => ctx.tx((tx) => named.describeNamed(tx, ctx, params.shortLink))),
  route(contract.changeNamedLink, ({ ctx, params, body }) =>
    ctx.tx((tx) => named.changeNamed(tx, ctx, params.shortLink, body)),
  ),
  route(contract.archiveNamedLink, ({ ctx, params, body }) =>
    ctx.tx((tx) => named.archiveNamed(tx, ctx, params.shortLink, body.archived)),
  ),
  route(contract.linkQr, async ({ ctx, params, query, reply }) => {
    const link = await ctx.tx((tx) => named.getNamed(tx, ctx, params.shortLink));
    return sendQr(reply, link.url, { ...query, name: link.name });
  }),
  route(mini.getMiniProgram, ({ ctx }) => ctx.tx((tx) => program.describeMini(tx, ctx))),
  route(mini.setMiniProgram, ({ ctx, body }) => ctx.tx((tx) => program.setMini(tx, ctx, body))),
  route(mini.makeMiniLink, ({ ctx }) => program.makeLink(ctx)),
  route(mini.removeMiniProgram, ({ ctx }) => ctx.tx((tx) => program.removeMini(tx, ctx))),
  route(clicks.messageClicks, ({ ctx, params }) => ctx.tx((tx) => figures.clicksOfMessage(tx, ctx, params.message))),
  route(clicks.playbookClicks, ({ ctx, params, query }) =>
    ctx.tx((tx) => figures.clicksOfPlaybook(tx, ctx, params.playbook, query.epoch)),
  ),
];
