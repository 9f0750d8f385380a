import { defineWords } from '../../../console/lib/words.ts';

/** Apart from the others: it comes with every screen. */
export const words = defineWords('messages.standIn', {
  zh: {
    all: '沙盒：消息不会真的发出',
    some: '{{channels}}没有接通：只在沙盒里展示，没有真的发出',
    see: '看沙盒',
    setUp: '接通渠道',
  },
  en: {
    all: 'Sandbox: nothing is really sent',
    some: '{{channels}} not set up: shown in the sandbox only, not really sent',
    see: 'See it',
    setUp: 'Set up channels',
  },
});
