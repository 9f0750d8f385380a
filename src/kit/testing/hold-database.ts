/** A process of its own for tests: opens the database of a home, prints its address, closes when its input ends. */
import { openDatabase } from '../postgres/index.ts';

const home = process.argv[2];
if (!home) throw new Error('usage: hold-database HOME');
const quiet = { info: () => undefined, warn: () => undefined };
const database = await openDatabase({ home, log: quiet });
process.stdout.write(`${database.url}\n`);
process.stdin.resume();
process.stdin.on('end', () => {
  void database.close();
});
