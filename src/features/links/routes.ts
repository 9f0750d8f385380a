import { outerRoute, type Route, route } from '../../kit/http/route.ts';
import * as contract from './contract.ts';
import * as pages from './contract-public.ts';
import { follow, showPixel } from './follow.ts';
import { changeSettings, describeSettings } from './settings.ts';

export const routes: readonly Route[] = [
  outerRoute(pages.followLink, (call) => follow(call)),
  outerRoute(pages.mailOpened, (call) => showPixel(call)),
  route(contract.getLinkSettings, ({ ctx }) => ctx.tx((tx) => describeSettings(tx, ctx))),
  route(contract.setLinkSettings, ({ ctx, body }) => ctx.tx((tx) => changeSettings(tx, ctx, body))),
];
