import { type Route, route } from '../../kit/http/route.ts';
import * as contract from './contract.ts';
import { getConversation } from './detail.ts';
import { listLines } from './lines.ts';
import { countConversations, listConversations, listOfCustomer } from './list.ts';
import { link } from './link.ts';
import { reply } from './reply.ts';
import { assign, readConversation, setState } from './work.ts';

export const routes: readonly Route[] = [
  route(contract.listConversations, ({ ctx, query }) => listConversations(ctx, query)),
  route(contract.countConversations, ({ ctx }) => countConversations(ctx)),
  route(contract.getConversation, ({ ctx, params }) => getConversation(ctx, params.conversation)),
  route(contract.listLines, ({ ctx, params, query }) => listLines(ctx, params.conversation, query)),
  route(contract.readConversation, ({ ctx, params }) => readConversation(ctx, params.conversation)),
  route(contract.replyInConversation, ({ ctx, params, body }) => reply(ctx, params.conversation, body)),
  route(contract.linkConversation, ({ ctx, params, body }) => link(ctx, params.conversation, body)),
  route(contract.setConversationState, ({ ctx, params, body }) => setState(ctx, params.conversation, body.state)),
  route(contract.assignConversation, ({ ctx, params, body }) => assign(ctx, params.conversation, body.member)),
  route(contract.listCustomerConversations, ({ ctx, params }) => listOfCustomer(ctx, params.customer)),
];
