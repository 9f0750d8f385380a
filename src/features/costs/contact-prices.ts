/** What people entered as costs per contact, for the budgets of the contact policy. */
import type { ContactPrices } from '../messages/index.ts';
import { priceOn } from './decide.ts';
import { listCostRows } from './store.ts';

/** Costs name a call after the telephone. */
const CHANNEL: Readonly<Record<string, string>> = { voice: 'phone' };

export const contactPrices: ContactPrices = {
  async pricesOn(tx, ctx, day) {
    const rows = (await listCostRows(tx, ctx.workspace.id)).filter(({ kind }) => kind === 'contact');
    return (playbook, channel) =>
      priceOn(rows, { kind: 'contact', playbook, day, channel: CHANNEL[channel] ?? channel })?.amount ?? null;
  },
};
