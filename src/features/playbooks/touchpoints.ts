import type { Touchpoints } from '../metrics/index.ts';
import { listPlaybooks } from './store.ts';

/** Playbooks by the event that starts them. */
export const playbookTouchpoints: Touchpoints = async (tx, ctx) =>
  (await listPlaybooks(tx, ctx.workspace.id)).map(({ key, definition: { name, trigger } }) => ({
    playbook: key,
    name,
    event: 'event' in trigger ? trigger.event : null,
  }));
