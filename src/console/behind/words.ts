import { defineWords } from '../lib/words.ts';

export const words = defineWords('behind', {
  zh: { only: '只看 {{name}}', clear: '看全部', none: '没有符合的', more: '再看一些' },
  en: { only: 'Only {{name}}', clear: 'Show all', none: 'None', more: 'Show more' },
});
