/** Reads a mailbox from where it was read to. Nothing in it is changed: mails stay as unread as they were. */
import { ImapFlow } from 'imapflow';
import type { ChannelEvent, Polled } from '../../adapter.ts';
import { readMail } from './read-mail.ts';
import type { EmailSettings } from './settings.ts';

/** So many mails in one page. */
const PAGE = 50;
/** Of a larger mail only its beginning is read: bounces return the whole of what they are about. */
const MOST_BYTES = 1_000_000;
/** When the mailbox was made anew (RFC 3501, 2.3.1.1) its newest mails are read again; who was heard before is heard once. */
const AGAIN = 500;

interface Place {
  readonly validity: string;
  /** The last one read. */
  readonly uid: number;
}

export async function pollMailbox(settings: EmailSettings, cursor: string | null, now: Date): Promise<Polled> {
  const client = clientOf(settings);
  await client.connect();
  try {
    const box = await client.mailboxOpen(settings.imapFolder || 'INBOX', { readOnly: true });
    const known = cursor === null ? null : (JSON.parse(cursor) as Place);
    const validity = String(box.uidValidity);
    const last = box.uidNext - 1;
    // What was there before the channel was set up was not written to it.
    if (!known) return { events: [], cursor: JSON.stringify({ validity, uid: last }), more: false };
    const from = known.validity === validity ? known.uid : Math.max(0, last - AGAIN);
    if (from >= last) return { events: [], cursor: JSON.stringify({ validity, uid: from }), more: false };
    const events: ChannelEvent[] = [];
    let uid = from;
    const range = { uid: `${from + 1}:${Math.min(last, from + PAGE)}` };
    for await (const message of client.fetch(range, { uid: true, source: { maxLength: MOST_BYTES } })) {
      uid = Math.max(uid, message.uid);
      if (message.source) events.push(...(await readMail(message.source, now)));
    }
    // Numbers may have gaps.
    uid = Math.max(uid, Math.min(last, from + PAGE));
    return { events, cursor: JSON.stringify({ validity, uid }), more: uid < last };
  } finally {
    await client.logout().catch(() => client.close());
  }
}

/** What the server says to the settings, without reading a mail. */
export async function probeMailbox(settings: EmailSettings): Promise<string | null> {
  const client = clientOf(settings);
  try {
    await client.connect();
    await client.mailboxOpen(settings.imapFolder || 'INBOX', { readOnly: true });
    return null;
  } catch (error) {
    const said = error as { responseText?: string; message: string };
    return `IMAP: ${said.responseText ?? said.message}`;
  } finally {
    await client.logout().catch(() => client.close());
  }
}

function clientOf({ imapHost, imapPort, imapSecure, imapUser, imapPassword }: EmailSettings): ImapFlow {
  const client = new ImapFlow({
    host: imapHost || 'localhost',
    port: Number(imapPort || 993),
    secure: imapSecure ?? true,
    auth: { user: imapUser ?? '', pass: imapPassword ?? '' },
    logger: false,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
  });
  // A line that breaks is told by the call that uses it.
  client.on('error', () => undefined);
  return client;
}
