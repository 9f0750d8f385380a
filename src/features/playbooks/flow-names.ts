import type { FlowNames } from '../flows/index.ts';
import { listPlaybooks } from './store.ts';

/** The flow of a playbook is called as the playbook is. */
export const namesOfPlaybooks: FlowNames = {
  async find(tx, ctx, flows) {
    const wanted = new Set(flows);
    const playbooks = await listPlaybooks(tx, ctx.workspace.id);
    return new Map(playbooks.flatMap(({ key, definition }) => (wanted.has(key) ? [[key, definition.name]] : [])));
  },
};
