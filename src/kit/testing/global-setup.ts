/** Vitest runs this once before all test files: one PostgreSQL for the whole run. */
import { startTestServer, TEST_SERVER } from './postgres.ts';

export default async function setup(): Promise<() => Promise<void>> {
  // A server named from outside (a CI service, or a developer's long-lived one) is used as it is.
  if (process.env[TEST_SERVER]) return async () => undefined;
  const server = await startTestServer();
  process.env[TEST_SERVER] = server.url;
  return async () => {
    delete process.env[TEST_SERVER];
    await server.close();
  };
}
