import type { Feature } from '../../kit/feature.ts';

export const formsFeature: Feature = {
  name: 'forms',
  words: { zh: '表单与答卷', en: 'Forms and responses' },
};
