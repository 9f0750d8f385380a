/** The same words twice to the same person within hours help nobody, whatever playbooks send them. */
import { createHash } from 'node:crypto';
import type { Check } from '../contract-policy.ts';
import type { Contact } from '../decide-frequency.ts';
import type { StoredContent } from '../words/words.ts';

/** What words come to: without links, which differ each time, and without spaces. */
export function fingerprintOfWords({ subject, text }: StoredContent): string | null {
  const said = [...(subject ?? []), ...text]
    .map((piece) => piece.text.replace(/https?:\/\/\S+/g, ''))
    .join('')
    .replace(/\s+/g, '');
  // Nothing but a link says nothing that could be said twice.
  if (said === '') return null;
  return createHash('sha1').update(said).digest('base64url');
}

/** Her own message on another channel, or tried again, says the same because it is the same. */
export function checkDuplicate(
  hours: number,
  asked: { readonly messageId: string; readonly words: string | null; readonly now: number },
  told: readonly Contact[],
): Check | null {
  if (asked.words === null) return null;
  const since = asked.now - hours * 3_600_000;
  const same = told.filter(
    (each) => each.words === asked.words && each.messageId !== asked.messageId && each.at > since,
  );
  if (same.length === 0) return null;
  const at = new Date(Math.max(...same.map((each) => each.at))).toISOString();
  return { rule: 'duplicate', ok: false, values: { hours, at } };
}
