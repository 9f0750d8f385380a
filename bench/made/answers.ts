/** Who answers surveys, a process of its own as in real life, so that its work is not counted: posts one body to each address, some at a time. */
import { Agent, request } from 'node:http';

export interface Answering {
  readonly urls: readonly string[];
  readonly body: string;
  readonly connections: number;
}

export interface Answered {
  /** By status code. */
  readonly codes: Readonly<Record<string, number>>;
}

process.once('message', (message) => {
  const { urls, body, connections } = message as Answering;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const codes: Record<string, number> = {};
  let next = 0;
  const post = (url: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Mozilla/5.0 (iPhone)',
      };
      const asking = request(url, { method: 'POST', agent, headers }, (answer) => {
        codes[String(answer.statusCode)] = (codes[String(answer.statusCode)] ?? 0) + 1;
        answer.resume().once('end', resolve);
      });
      asking.once('error', reject);
      asking.end(body);
    });
  const work = async (): Promise<void> => {
    for (let url = urls[next++]; url !== undefined; url = urls[next++]) await post(url);
  };
  void Promise.all(Array.from({ length: connections }, work)).then(() => {
    agent.destroy();
    process.send?.({ codes } satisfies Answered, () => process.exit(0));
  });
});
