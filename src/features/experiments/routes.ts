import { type Route, route } from '../../kit/http/route.ts';
import { getGlobalHoldout, setGlobalHoldout } from './contract-global.ts';
import * as contract from './contract-trials.ts';
import { listWordings, writeWording } from './contract-wordings.ts';
import * as global from './global.ts';
import * as trials from './trials.ts';
import * as wordings from './wordings.ts';

export const routes: readonly Route[] = [
  route(contract.listTrials, ({ ctx }) => trials.listTrials(ctx)),
  route(listWordings, ({ ctx }) => wordings.listWordings(ctx)),
  route(writeWording, ({ ctx, body }) => wordings.writeWording(ctx, body)),
  route(contract.getTrial, ({ ctx, params }) => trials.getTrial(ctx, params.experiment)),
  route(contract.startTrial, ({ ctx, body }) => trials.startTrial(ctx, body)),
  route(contract.stopTrial, ({ ctx, params }) => trials.stopTrial(ctx, params.experiment)),
  route(contract.promoteTrial, ({ ctx, params }) => trials.promoteTrial(ctx, params.experiment)),
  route(getGlobalHoldout, ({ ctx }) => global.globalHoldout(ctx)),
  route(setGlobalHoldout, ({ ctx, body }) => global.setGlobalHoldout(ctx, body.holdout)),
];
