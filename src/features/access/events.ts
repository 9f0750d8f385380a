import { busEvent } from '../../kit/bus.ts';

/** A member works here no more: what lies with her goes to others. */
export const memberLeft = busEvent<{ readonly memberId: string }>('access.memberLeft', {
  zh: '成员已停用',
  en: 'A member was deactivated',
});
