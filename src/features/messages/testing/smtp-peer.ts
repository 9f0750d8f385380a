/**
 * A real SMTP server in a process of its own, for tests: `node --import tsx smtp-peer.ts`. Recipients say how it behaves. Each line on stdout is
 * JSON: first `{port}`, then every message it has taken.
 */
import { SMTPServer } from 'smtp-server';

const refuse = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  disabledCommands: ['STARTTLS'],
  authOptional: true,
  disableReverseLookup: true,
  logger: false,
  onAuth(auth, _session, done) {
    if (auth.username === 'care' && auth.password === 'right') done(null, { user: 'care' });
    else done(refuse(535, '5.7.8 authentication failed'));
  },
  onRcptTo(address, session, done) {
    const local = address.address.split('@')[0] ?? '';
    if (local.startsWith('nobody')) return done(refuse(550, '5.1.1 no such user'));
    if (local.startsWith('later')) return done(refuse(451, '4.3.0 try again later'));
    if (local.startsWith('early')) {
      // The line goes down before the message is asked for.
      drop(session.id);
      return;
    }
    done();
  },
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const to = session.envelope.rcptTo.map((each) => each.address);
      const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
      const local = to[0]?.split('@')[0] ?? '';
      if (local.startsWith('spam')) return done(refuse(554, '5.7.1 looks like spam'));
      process.stdout.write(`${JSON.stringify({ from, to, source: Buffer.concat(chunks).toString('utf8') })}\n`);
      // It has the message, and is gone before it says so.
      if (local.startsWith('drop')) return drop(session.id);
      if (local.startsWith('slow')) return void setTimeout(() => done(null, 'OK: queued'), 3_000);
      done(null, 'OK: queued');
    });
  },
});

function drop(id: string): void {
  const connections = server.connections as unknown as Set<{ id: string; _socket: { destroy(): void } }>;
  for (const connection of connections) if (connection.id === id) connection._socket.destroy();
}

server.on('error', () => undefined);
server.listen(Number(process.env['SMTP_PORT'] ?? 0), '127.0.0.1', () => {
  const address = server.server.address();
  process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : null })}\n`);
});
