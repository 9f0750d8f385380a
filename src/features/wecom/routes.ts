import { outerRoute, type Route, route } from '../../kit/http/route.ts';
import * as contract from './contract.ts';
import { makeWecomPage, wecomPage } from './contract-pages.ts';
import { makePage, openPage } from './pages.ts';
import * as service from './service.ts';
import * as views from './views.ts';

export const routes: readonly Route[] = [
  route(contract.getWecom, ({ ctx }) => views.getStatus(ctx)),
  route(contract.listWecomTasks, ({ ctx, query }) => views.listTasks(ctx, query.state)),
  route(contract.remindWecomTask, ({ ctx, params }) => service.remindTask(ctx, params.task)),
  route(contract.stopWecomTask, ({ ctx, params }) => service.stopTask(ctx, params.task)),
  route(contract.listWecomContacts, ({ ctx, query }) => views.listContacts(ctx, query)),
  route(contract.linkWecomContact, ({ ctx, params, body }) => service.linkContact(ctx, params.contact, body)),
  route(contract.listWecomStaff, ({ ctx }) => views.listStaff(ctx)),
  route(contract.setWecomStaff, ({ ctx, params, body }) => service.setStaff(ctx, params.userid, body.member)),
  route(contract.startWecomSync, ({ ctx }) => service.beginSync(ctx)),
  route(contract.listWecomRuns, ({ ctx }) => views.listRuns(ctx)),
  route(contract.sendWecomNote, ({ ctx, body }) => service.sendNote(ctx, body)),
  route(makeWecomPage, ({ ctx, body }) => makePage(ctx, body)),
  outerRoute(wecomPage, async ({ runtime, params, query, reply }) => {
    const { status, text, to } = await openPage(runtime, params.token, query.code);
    reply
      .code(status)
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .type('text/plain; charset=utf-8');
    if (to) reply.header('location', to);
    return text;
  }),
  route(contract.listWecomNotes, ({ ctx }) => views.listNotes(ctx)),
];
