import { defineWords } from '../lib/words.ts';

export const words = defineWords('questions', {
  zh: { points: '{{n}} 分', low: '低', high: '高' },
  en: { points: '{{n}}', low: 'low', high: 'high' },
});
