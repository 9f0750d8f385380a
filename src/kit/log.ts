import pino, { type Logger } from 'pino';

export type Log = Logger;

/** What PostgreSQL says beside its message is the data itself: the row that failed, the key that was taken, the value that could not be read. */
export function withoutData(error: Error): object {
  const said = pino.stdSerializers.err(error) as unknown as Record<string, unknown>;
  if (typeof said?.['severity'] !== 'string') return said;
  const { detail: _row, where: _value, internalQuery: _query, ...rest } = said;
  // `invalid input syntax for type integer: "13800138000"`
  const cut = (text: unknown) => (typeof text === 'string' ? text.replace(/: ".*"$/gm, ': "…"') : text);
  return { ...rest, message: cut(said['message']), stack: cut(said['stack']) };
}

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
      serializers: { err: withoutData },
      base: { pid: process.pid },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
