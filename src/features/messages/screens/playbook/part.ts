import type { PlaybookDetail } from '../../../playbooks/contract.ts';
import type { Locale } from '../../../../engine/words.ts';
import type { Message, Written } from './draft.ts';

/** What every part of the page of one message is given. */
export interface Part {
  readonly playbook: PlaybookDetail;
  readonly written: Written;
  readonly message: Message;
  /** In which language is written. */
  readonly locale: Locale;
  /** She may change it; otherwise it is only shown. */
  readonly may: boolean;
  readonly set: (written: Written, field?: string) => void;
  /** What is wrong with a field, by its name (draft.ts `pathOf`). */
  readonly error: (field: string) => string | undefined;
}
