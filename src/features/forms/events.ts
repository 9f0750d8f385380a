import { busEvent } from '../../kit/bus.ts';
import type { RunRef } from './ref.ts';

export interface RespondedItem {
  readonly responseId: string;
  readonly responseKey: string;
  readonly customerId: string;
  readonly playbook: string;
  readonly version: number;
  readonly form: string;
  readonly epoch: number | null;
  readonly run: RunRef | null;
  readonly via: string;
  readonly channel: string | null;
}

/** A person corrected a response that was complete: what was counted of it is counted anew. */
export const responseCorrected = busEvent<{
  readonly items: readonly { readonly responseId: string; readonly customerId: string }[];
}>('forms.corrected', { zh: '答卷已更正', en: 'A response was corrected' });

/** A response became complete; once per response. */
export const responded = busEvent<{ readonly items: readonly RespondedItem[] }>('forms.responded', {
  zh: '收到答卷',
  en: 'A response came in',
});
