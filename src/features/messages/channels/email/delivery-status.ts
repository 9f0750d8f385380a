/** What mail servers tell about a mail: delivery status notifications (RFC 3464) and complaints (ARF, RFC 5965). Pure. */

export interface DeliveryStatus {
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** RFC 3463: 5.1.1 */
  readonly status: string | null;
  readonly recipient: string | null;
  readonly diagnostic: string | null;
}

/** Groups of fields divided by blank lines; the first is about the mail, each further one about a recipient. */
export function readStatus(text: string): DeliveryStatus[] {
  return text
    .replace(/\r\n/g, '\n')
    .split(/\n\s*\n/)
    .map(fieldsOf)
    .flatMap((fields) => {
      const action = /^(failed|delayed|delivered|relayed|expanded)\b/i.exec(fields.get('action') ?? '')?.[1];
      if (!action) return [];
      return [
        {
          action: action.toLowerCase() as DeliveryStatus['action'],
          status: /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(fields.get('status') ?? '')?.[1] ?? null,
          recipient: valueOf(fields.get('original-recipient') ?? fields.get('final-recipient')),
          diagnostic: valueOf(fields.get('diagnostic-code')),
        },
      ];
    });
}

/** Of a complaint only the kind matters here: `abuse`, `not-spam` ... */
export const feedbackType = (text: string): string | null =>
  fieldsOf(text.replace(/\r\n/g, '\n')).get('feedback-type')?.toLowerCase() ?? null;

/** Folded lines are one (RFC 5322, section 2.2.3). */
function fieldsOf(group: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value] = /^([\w-]{1,60}):\s*(.*)$/.exec(line) ?? [];
    if (name && value !== undefined) fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
}

/** `rfc822; user@example.com` without its type. */
const valueOf = (field: string | undefined): string | null =>
  field
    ?.replace(/^[\w-]+\s*;\s*/, '')
    .replace(/^<|>$/g, '')
    .trim() || null;
