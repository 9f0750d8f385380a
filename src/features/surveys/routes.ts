import { surveyHtml } from '../../h5/page/survey.ts';
import { outerRoute, type Route, route } from '../../kit/http/route.ts';
import { sendPage } from '../../kit/pages/answer.ts';
import { loadAssets } from '../../kit/pages/assets.ts';
import { requireCustomer } from '../customers/index.ts';
import { newestVersion, requireForm } from '../forms/index.ts';
import { sendQr } from '../links/index.ts';
import { changeCadence, describeCadence } from './cadence.ts';
import { showCodePage, takeCode } from './code-page.ts';
import * as contract from './contract.ts';
import * as cadence from './contract-cadence.ts';
import { answerLink, getLink, makeLink, revokeLink, toLink } from './links.ts';
import { saveDraft, showPage, submitPage } from './page.ts';
import { linksOfCustomer } from './store.ts';

export const routes: readonly Route[] = [
  route(cadence.getCadence, ({ ctx }) => ctx.tx((tx) => describeCadence(tx, ctx))),
  route(cadence.setCadence, ({ ctx, body }) => ctx.tx((tx) => changeCadence(tx, ctx, body))),
  outerRoute(contract.surveyPage, (call) => showPage(call)),
  outerRoute(contract.submitSurvey, (call) => submitPage(call)),
  outerRoute(contract.saveSurveyDraft, (call) => saveDraft(call)),
  outerRoute(contract.codePage, (call) => showCodePage(call)),
  outerRoute(contract.codePageOf, (call) => showCodePage(call)),
  outerRoute(contract.openByCode, (call) => takeCode(call)),
  outerRoute(contract.openByCodeOf, (call) => takeCode(call)),
  route(contract.makeLink, ({ ctx, body }) =>
    ctx.tx(async (tx) => {
      const { playbook, form, customer, channel, days } = body;
      const { customer_id: customerId } = await requireCustomer(tx, ctx, customer);
      const version = body.version ?? (await newestVersion(tx, ctx, playbook, form));
      const ref = { playbook, version, form };
      await requireForm(tx, ctx, ref);
      return makeLink(tx, ctx, { customerId, ref, channel: channel ?? null, days });
    }),
  ),
  route(contract.listLinks, ({ ctx, params }) =>
    ctx.tx(async (tx) => {
      const { customer_id } = await requireCustomer(tx, ctx, params.customer);
      const rows = await linksOfCustomer(tx, ctx.workspace.id, customer_id, 100);
      return { items: rows.map((row) => toLink(ctx, row)) };
    }),
  ),
  route(contract.surveyLinkQr, async ({ ctx, params, query, reply }) => {
    const { url } = await ctx.tx((tx) => getLink(tx, ctx, params.link));
    return sendQr(reply, url, { ...query, name: params.link });
  }),
  route(contract.answerLink, ({ ctx, params, body }) => ctx.tx((tx) => answerLink(tx, ctx, params.link, body.answers))),
  route(contract.revokeLink, ({ ctx, params }) => ctx.tx((tx) => revokeLink(tx, ctx, params.link))),
  route(contract.previewForm, async ({ ctx, params, query, locale, request, reply }) => {
    const { playbook, form } = params;
    const { form: definition } = await ctx.tx(async (tx) => {
      const version = query.version ?? (await newestVersion(tx, ctx, playbook, form));
      return requireForm(tx, ctx, { playbook, version, form });
    });
    const lang = query.lang ?? locale;
    const version = query.version ? `version=${query.version}&` : '';
    const assets = await loadAssets();
    const page = {
      form: definition,
      locale: lang,
      company: ctx.workspace.name,
      answers: {},
      errors: [],
      other: `?${version}lang=${lang === 'zh' ? 'en' : 'zh'}`,
      stop: null,
      preview: true,
    };
    return sendPage(request, reply, 200, surveyHtml(page, assets), assets);
  }),
];
