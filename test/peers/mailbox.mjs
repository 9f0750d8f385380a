/**
 * A mail server of its own: a process that takes mail by SMTP and shows it by HTTP, and shares nothing with the program under test but the
 * two protocols. Prints one line `smtp PORT http PORT` when it listens; ends when its input does. Run it with plain Node.
 */
import { createServer } from 'node:http';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const mails = [];

const smtp = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  async onData(stream, session, callback) {
    try {
      const mail = await simpleParser(stream);
      mails.push({
        from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
        to: session.envelope.rcptTo.map(({ address }) => address),
        subject: mail.subject ?? '',
        text: mail.text ?? '',
        messageId: mail.messageId ?? '',
        at: Date.now(),
        unsubscribe: mail.headers.get('list-unsubscribe-post') ?? '',
      });
      callback();
    } catch (error) {
      callback(error);
    }
  },
});
const http = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(mails));
});

smtp.listen(0, '127.0.0.1', () => {
  http.listen(0, '127.0.0.1', () => {
    process.stdout.write(`smtp ${smtp.server.address().port} http ${http.address().port}\n`);
  });
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
