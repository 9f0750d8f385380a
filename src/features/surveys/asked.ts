import type { AskedCounts, Askings } from '../metrics/index.ts';
import { countAsked, listAskings } from './store-asked.ts';

/** Response rates: one question to one customer is one, on however many channels it went out. */
export const asked: AskedCounts = (tx, ctx, filter) => countAsked(tx, ctx.workspace.id, filter);

export const askingsOf: Askings = (tx, ctx, responses) => listAskings(tx, ctx.workspace.id, responses);
