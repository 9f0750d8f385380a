import type { Question } from '../form.ts';
import { readMultiple, readSingle } from './choice.ts';
import type { Read } from './kind.ts';
import { readScore } from './score.ts';
import { readStars } from './stars.ts';
import { readText } from './text.ts';

export const NPS_MOST = 10;

export function readerOf(question: Question): Read {
  switch (question.kind) {
    case 'stars':
      return readStars(question);
    case 'nps':
      return readScore(question.id, 0, NPS_MOST);
    case 'scale':
      return readScore(question.id, question.from, question.to);
    case 'single':
      return readSingle(question);
    case 'multiple':
      return readMultiple(question);
    case 'text':
      return readText(question.id, question.most);
  }
}
