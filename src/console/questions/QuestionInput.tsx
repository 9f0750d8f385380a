import { useSay } from '../lib/i18n.ts';
import type { Question } from '../../engine/forms/form.ts';
import { Choices } from './Choices.tsx';
import { Numbers } from './Numbers.tsx';
import { Stars } from './Stars.tsx';
import './questions.css';

export interface QuestionInputProps {
  readonly question: Question;
  readonly value: unknown;
  readonly set: (value: unknown) => void;
  /** In the script, large and with keys. */
  readonly big?: boolean;
  readonly disabled?: boolean;
  readonly id?: string;
}

/** The control of one question, by its kind. */
export function QuestionInput({ question, value, set, big, disabled, id }: QuestionInputProps) {
  const say = useSay();
  switch (question.kind) {
    case 'stars':
      return <Stars question={question} value={value} set={set} disabled={disabled} />;
    case 'nps':
    case 'scale':
      return <Numbers question={question} value={value} set={set} disabled={disabled} />;
    case 'single':
    case 'multiple':
      return <Choices question={question} value={value} set={set} big={big} disabled={disabled} />;
    case 'text':
      return (
        <textarea
          id={id}
          className="hx-area"
          rows={question.lines ?? 3}
          maxLength={question.most ?? 2000}
          aria-label={say(question.title)}
          value={typeof value === 'string' ? value : ''}
          disabled={disabled}
          onChange={(event) => set(event.target.value)}
        />
      );
    default:
      return null;
  }
}
