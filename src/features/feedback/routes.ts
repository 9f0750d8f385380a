import { type Route, route } from '../../kit/http/route.ts';
import * as contract from './contract.ts';
import { correctReason } from './correct.ts';
import { getDrivers } from './drivers.ts';
import * as lists from './lists.ts';
import * as proposals from './proposals.ts';
import * as taxonomy from './taxonomy.ts';
import * as textModel from './text-model.ts';

export const routes: readonly Route[] = [
  route(contract.listInsights, ({ ctx, query }) => lists.listInsights(ctx, query)),
  route(contract.listCustomerInsights, ({ ctx, params }) => lists.listCustomerInsights(ctx, params.customer)),
  route(contract.getReasons, ({ ctx, query }) => lists.getReasons(ctx, query)),
  route(contract.getDrivers, ({ ctx, query }) => getDrivers(ctx, query)),
  route(contract.analyseTexts, ({ ctx, body }) => lists.analyse(ctx, body.texts)),
  route(contract.correctReason, ({ ctx, params, body }) => correctReason(ctx, params.insight, body)),
  route(contract.getTaxonomy, ({ ctx }) => taxonomy.getTaxonomy(ctx)),
  route(contract.saveTaxonomy, ({ ctx, body }) => taxonomy.saveTaxonomy(ctx, body.reasons)),
  route(contract.listTaxonomyVersions, ({ ctx }) => taxonomy.listTaxonomyVersions(ctx)),
  route(contract.restoreTaxonomy, ({ ctx, body }) => taxonomy.restoreTaxonomy(ctx, body.version)),
  route(contract.listProposals, ({ ctx }) => proposals.listProposals(ctx)),
  route(contract.decideProposal, ({ ctx, body }) => proposals.decideProposal(ctx, body)),
  route(contract.getTextModel, ({ ctx }) => textModel.getTextModel(ctx)),
  route(contract.setTextModel, ({ ctx, body }) => textModel.setTextModel(ctx, body)),
  route(contract.removeTextModel, ({ ctx }) => textModel.removeTextModel(ctx)),
  route(contract.probeTextModel, ({ ctx }) => textModel.probeTextModel(ctx)),
];
