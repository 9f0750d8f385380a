import type { Touchpoints } from '../metrics/index.ts';
import { eventNames } from '../segments/index.ts';
import { listPlaybooks } from './store.ts';

/** Playbooks by the event that starts them. */
export const playbookTouchpoints: Touchpoints = async (tx, ctx) => {
  const names = await eventNames(tx, ctx);
  return (await listPlaybooks(tx, ctx.workspace.id)).map(({ key, definition: { name, trigger } }) => {
    const event = 'event' in trigger ? trigger.event : null;
    return { playbook: key, name, event, eventName: event === null ? null : (names[event] ?? null) };
  });
};
