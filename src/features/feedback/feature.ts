import type { Feature } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { textModel } from './model.ts';
import { builtInModel } from './models/built-in.ts';

export const feedbackFeature: Feature = {
  name: 'feedback',
  words: { zh: '洞察', en: 'Insight' },
  fillings: [fillSlot(textModel, builtInModel)],
};
