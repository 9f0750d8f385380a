/** What a connector does: one attempt to hand a signed message over. The network stands in connectors/. */
import { slot } from '../../kit/slots/slot.ts';
import type { Outcome } from './decide.ts';

export interface Attempted {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebhookConnector {
  /** Never throws: what goes wrong is an outcome. */
  post(message: Attempted, signal: AbortSignal): Promise<Outcome>;
  /** What speaks against an address without asking the network, or null. */
  refuse(url: string): 'address_refused' | 'plain_refused' | null;
}

export const webhookConnector = slot<WebhookConnector>('webhooks.connector');
