/** PostgreSQL: shut down, crashed, starting, all connections taken; and the connection itself (class 08). */
const CODES = /^(57P0[123]|53300|08.{3}|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
/** What the driver says without a code. */
const SAID =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

/** The database cannot be asked for the moment. It comes back by itself (an embedded one is started again), so trying later helps. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  // The socket of an embedded server is not there while it starts.
  const { syscall } = error as { syscall?: unknown };
  return CODES.test(String(code)) || SAID.test(error.message) || (code === 'ENOENT' && syscall === 'connect');
}
