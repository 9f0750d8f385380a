import type { Feature } from '../../kit/feature.ts';

export const flowsFeature: Feature = {
  name: 'flows',
  words: { zh: '流程', en: 'Flows' },
};
