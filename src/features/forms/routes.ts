import { type Route, route } from '../../kit/http/route.ts';
import { audit } from '../access/index.ts';
import { noteViewed, requireCustomer, sendCsv } from '../customers/index.ts';
import * as contract from './contract.ts';
import * as corrections from './contract-corrections.ts';
import { getQuestionEffects } from './contract-effect.ts';
import { questionEffects } from './effect.ts';
import { correctResponse, listCorrections } from './correct.ts';
import * as lists from './lists.ts';
import { toItems } from './present.ts';
import { saveResponse } from './responses.ts';
import { publishForm } from './service.ts';
import { findResponses } from './store-responses.ts';

export const routes: readonly Route[] = [
  route(contract.listForms, ({ ctx }) => lists.listForms(ctx)),
  route(contract.publishForm, ({ ctx, body }) => ctx.tx((tx) => publishForm(tx, ctx, body.definition))),
  route(contract.getForm, ({ ctx, params, query }) => lists.getForm(ctx, params.playbook, params.form, query.version)),
  route(getQuestionEffects, ({ ctx, params, query }) =>
    ctx.tx((tx) => questionEffects(tx, ctx, { ...params, version: query.version })),
  ),
  route(contract.exportResponses, async ({ ctx, params, query, reply }) =>
    sendCsv(reply, `${params.form}.csv`, await lists.exportResponses(ctx, params.playbook, params.form, query)),
  ),
  route(contract.listResponses, ({ ctx, query }) => lists.listResponses(ctx, query)),
  route(contract.getResponse, ({ ctx, params }) => lists.getResponse(ctx, params.response)),
  route(corrections.correctResponse, ({ ctx, params, body }) => correctResponse(ctx, params.response, body)),
  route(corrections.listCorrections, ({ ctx, params }) => listCorrections(ctx, params.response)),
  route(contract.listCustomerResponses, ({ ctx, params }) =>
    ctx.tx(async (tx) => {
      const customer = await requireCustomer(tx, ctx, params.customer);
      await noteViewed(tx, ctx, [customer]);
      const found = await findResponses(tx, ctx, { customerId: customer.customer_id, limit: 100 });
      return { items: await toItems(tx, ctx, found) };
    }),
  ),
  route(contract.submitResponse, ({ ctx, body }) =>
    ctx.tx(async (tx) => {
      const { playbook, form, customer, responseKey, channel, answers, complete } = body;
      const { customer_id: customerId } = await requireCustomer(tx, ctx, customer);
      const version = body.version ?? (await lists.newestVersion(tx, ctx, playbook, form));
      const saved = await saveResponse(tx, ctx, {
        // Apart from the ids of links and tasks, which are keys too.
        responseKey: `api:${responseKey}`,
        ref: { playbook, version, form },
        customerId,
        via: 'agent',
        channel: channel ?? null,
        by: ctx.actor.id,
        answers,
        complete,
      });
      const { responseId, fresh } = saved;
      if (fresh)
        await audit(tx, ctx, { action: 'forms.answered', entity: 'response', entityId: responseId, detail: { form } });
      return { responseId, fresh, complete: saved.complete };
    }),
  ),
];
