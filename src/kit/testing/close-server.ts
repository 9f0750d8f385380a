import type { Server } from 'node:http';

/** Takes no new connections, then cuts those there are: the other way round one that comes in between, and goes on asking, keeps the server open for ever. */
export function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return closed;
}
