/** How the sandbox carries calls where no telephone is set up: they ring on its phone, and whoever is at the screen takes them. */
import type { StandIn } from '../messages/index.ts';
import { CALLS_AT_ONCE, findPlaced, placeCall } from './place.ts';
import { RINGS_MS, SANDBOX_CALLS } from './sandbox.ts';

export const sandboxVoice: StandIn = {
  kind: 'voice',
  atOnce: CALLS_AT_ONCE,
  reconcile: findPlaced,
  async send(plain, settings, attempt, tools) {
    const { within } = tools;
    const said = await plain(settings, attempt, tools);
    // In a replay nobody is at the phone: as on every channel, what is sent has arrived.
    if (said.kind !== 'confirmed' || within.workspace.kind === 'scratch') return said;
    const until = new Date(within.now.getTime() + RINGS_MS);
    return (await placeCall(within, SANDBOX_CALLS, attempt, until)) ?? said;
  },
};
