import { route } from '../../../kit/http/route.ts';
import * as blocks from './blocks.ts';
import * as blocksContract from '../contract-blocks.ts';
import * as choice from '../choice/choice.ts';
import * as choiceContract from '../contract-choice.ts';
import * as contract from '../contract-judge.ts';
import * as answers from './judge-answers.ts';

export const policyRoutes = [
  route(contract.judgeContact, ({ ctx, params, query }) => answers.one(ctx, params.customer, query)),
  route(contract.judgeContacts, ({ ctx, body }) => answers.many(ctx, body)),
  route(blocksContract.listContactBlocks, ({ ctx, query }) => blocks.list(ctx, query)),
  route(blocksContract.addContactBlocks, ({ ctx, body }) => blocks.add(ctx, body)),
  route(blocksContract.changeContactBlock, ({ ctx, params, body }) => blocks.change(ctx, params.block, body)),
  route(choiceContract.getCustomerChannels, ({ ctx, params }) => choice.getChannels(ctx, params.customer)),
  route(choiceContract.setCustomerChannel, ({ ctx, params, body }) => choice.setWish(ctx, params.customer, body)),
];
