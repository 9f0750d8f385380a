/** E-mail by SMTP. One attempt per call; whether it went out is judged by what the server said and by whether it had been given the message. */
import { type Attempt, defineAdapter, type Outcome } from '../../adapter.ts';
import { compose } from './compose.ts';
import { judge, type SmtpFailure } from './judge.ts';
import { pollMailbox, probeMailbox } from './mailbox.ts';
import { type SmtpConnection, takeConnection } from './pool.ts';
import { emailFields, EmailSettings } from './settings.ts';

export const emailAdapter = defineAdapter<EmailSettings>({
  name: 'smtp',
  kind: 'email',
  words: { zh: '邮件（SMTP）', en: 'E-mail (SMTP)' },
  settings: EmailSettings,
  fields: emailFields,
  needs: 'email',
  // A bounce is read from the mailbox; that a mail arrived is hardly ever told.
  receipts: false,
  atOnce: 8,
  async send(settings, attempt) {
    const first = await tryOnce(settings, attempt);
    // A connection that stood idle may have been closed by the server: nothing was sent, a fresh one is asked at once.
    return first.stale ? (await tryOnce(settings, attempt)).outcome : first.outcome;
  },
  async probe(settings) {
    const taken = await takeConnection(settings).catch((error: SmtpFailure) => error);
    if (taken instanceof Error) return { ok: false, note: taken.message };
    taken.release();
    const wrong = settings.imapHost ? await probeMailbox(settings) : null;
    return wrong ? { ok: false, note: wrong } : { ok: true, note: `${settings.host}:${settings.port}` };
  },
  polls: ({ imapHost }) => Boolean(imapHost),
  poll: (settings, cursor) => pollMailbox(settings, cursor, new Date()),
});

async function tryOnce(settings: EmailSettings, attempt: Attempt): Promise<{ outcome: Outcome; stale: boolean }> {
  const { envelope, message, messageId } = compose(settings, attempt);
  let taken: SmtpConnection;
  try {
    taken = await takeConnection(settings);
  } catch (error) {
    return { outcome: judge(error as SmtpFailure, false), stale: false };
  }
  const stop = () => taken.destroy();
  attempt.signal.addEventListener('abort', stop, { once: true });
  try {
    const answer = await taken.send(envelope, message);
    taken.release();
    return { outcome: { kind: 'accepted', providerId: messageId, note: answer.slice(0, 200) }, stale: false };
  } catch (error) {
    const failure = error as SmtpFailure;
    // Once the server has asked for the message, nobody knows how much of it arrived.
    const given = message.readableDidRead;
    if (failure.responseCode && failure.responseCode !== 421) taken.reset();
    else taken.destroy();
    return { outcome: judge(failure, given), stale: taken.reused && !given && !failure.responseCode };
  } finally {
    attempt.signal.removeEventListener('abort', stop);
  }
}
