import pino, { type Logger } from 'pino';

export type Log = Logger;

/** Logs go to stderr, one JSON document a line; stdout belongs to the answers of commands. */
export function openLog(level: string = process.env['LOG_LEVEL'] ?? 'info'): Log {
  return pino(
    {
      level,
      redact: {
        paths: [
          'password',
          '*.password',
          'req.headers.authorization',
          'req.headers.cookie',
          'phone',
          '*.phone',
          'email',
          '*.email',
          'url',
          '*.url',
        ],
        censor: '[redacted]',
      },
      base: { pid: process.pid },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
