import type { Answers, Form } from '../../engine/forms/form.ts';
import type { AnswerError } from '../../engine/forms/problem.ts';
import type { Locale } from '../../engine/words.ts';

/** What a page is drawn from. */
export interface SurveyPage {
  readonly form: Form;
  readonly locale: Locale;
  readonly company: string;
  /** As given, also where it is wrong: nothing that was typed is lost. */
  readonly answers: Answers;
  readonly errors: readonly AnswerError[];
  /** Address of the same page in the other language. */
  readonly other: string;
  /** Address where she says that she wants no more of it; null shows no such link. */
  readonly stop: string | null;
  /** For the eyes of the company: drawn and tried, never sent. */
  readonly preview: boolean;
}

/** The style and the script of every page, built from src/h5. */
export interface Assets {
  readonly css: string;
  readonly js: string;
}
