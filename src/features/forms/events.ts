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

/** A response became complete; once per response. */
export const responded = busEvent<{ readonly items: readonly RespondedItem[] }>('forms.responded', {
  zh: '收到答卷',
  en: 'A response came in',
});
