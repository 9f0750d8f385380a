import type { Feature } from '../../kit/feature.ts';

export const messagesFeature: Feature = {
  name: 'messages',
  words: { zh: '触达', en: 'Messages' },
};
