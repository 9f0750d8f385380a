import type { Feature } from '../../kit/feature.ts';

export const scriptsFeature: Feature = {
  name: 'scripts',
  words: { zh: '话术', en: 'Scripts' },
};
