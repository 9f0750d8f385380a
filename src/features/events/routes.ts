import type { Words } from '../../engine/words.ts';
import { Problem } from '../../kit/errors.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { audit } from '../access/index.ts';
import { listEventTypes, listRefusals, nameEventType, recordEvents } from './contract.ts';
import { ingest } from './ingest.ts';
import { knownTypesOf } from './known.ts';
import * as store from './store.ts';

export const routes: readonly Route[] = [
  route(recordEvents, ({ ctx, body }) => ingest(ctx, body.events)),
  route(listEventTypes, ({ ctx }) =>
    ctx.tx(async (tx) => {
      const rows = await store.listTypes(tx, ctx.workspace.id);
      const known = knownTypesOf(ctx.runtime);
      return {
        items: rows.map((row) => ({ ...row, words: wordsOf(row, known), lastAt: row.last_at?.toISOString() ?? null })),
      };
    }),
  ),
  route(nameEventType, ({ ctx, params, body }) =>
    ctx.tx(async (tx) => {
      const { type } = params;
      const found = await store.nameType(tx, ctx.workspace.id, type, body.zh, body.en);
      if (!found) throw new Problem('not_found', { what: 'event type' });
      await audit(tx, ctx, { action: 'events.type_named', entity: 'event_type', entityId: type, detail: body });
      return { type };
    }),
  ),
  route(listRefusals, ({ ctx }) =>
    ctx.tx(async (tx) => {
      const rows = await store.listRefusals(tx, ctx.workspace.id, 100);
      return {
        items: rows.map(({ refused_at: at, depth, events, types, source }) => ({
          at: at.toISOString(),
          depth,
          events,
          types: [...types],
          source,
        })),
      };
    }),
  ),
];

function wordsOf({ type, name_zh, name_en }: store.TypeCount, known: Readonly<Record<string, Words>>): Words {
  if (name_zh && name_en) return { zh: name_zh, en: name_en };
  return known[type] ?? { zh: type, en: type };
}
