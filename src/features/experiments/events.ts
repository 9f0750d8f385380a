import { busEvent } from '../../kit/bus.ts';
import type { EnrolledPayload } from './contract.ts';

export const enrolled = busEvent<EnrolledPayload>('experiments.enrolled', {
  zh: '客户已入组',
  en: 'Customers enrolled',
});
