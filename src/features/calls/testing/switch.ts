/**
 * Stands in for Asterisk where there is none: the same requests, the same events, in the same order as the real one in test/voice (16 and 22). Numbers say
 * how a call ends: …486 is busy, …603 refuses, …404, …480, …503; …000 rings for ever, …999 is never heard of. Whoever else answers.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { tone, writeWav } from '../../../engine/sound/index.ts';
import { closeServer } from '../../../kit/testing/close-server.ts';

const Q850: Readonly<Record<string, number>> = { '486': 17, '603': 21, '404': 1, '480': 19, '503': 34 };

export interface Switch {
  readonly url: string;
  /** Everything that was asked: `POST channels`, with what stood in the query. */
  readonly asked: { readonly what: string; readonly query: Record<string, string> }[];
  /** Keys the customer presses, one when each thing begins to be said to her; '' lets it be said, '!' hangs up. */
  keys: string[];
  /** Channels that are there. */
  readonly channels: Set<string>;
  /** The customer, or an agent, hangs up. */
  hangUp(channel: string): void;
  press(channel: string, key: string): void;
  /** Nothing that it begins now ends by itself. */
  hold: boolean;
  close(): Promise<void>;
}

export async function startSwitch(): Promise<Switch> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  let listener: WebSocket | null = null;
  sockets.on('connection', (socket) => {
    // A second listener of the same application takes its place.
    listener?.close();
    listener = socket;
  });
  const stored = new Map<string, Buffer>();
  const plays = new Map<string, NodeJS.Timeout>();
  const tell = (event: object): void => listener?.send(JSON.stringify(event));
  const later = (ms: number, work: () => void): NodeJS.Timeout => setTimeout(work, ms).unref();
  const hx: Switch = {
    url: '',
    asked: [],
    keys: [],
    channels: new Set(),
    hold: false,
    hangUp: (channel) => gone(channel, 16, 0),
    press: (channel, key) => tell({ type: 'ChannelDtmfReceived', digit: key, channel: { id: channel } }),
    async close() {
      for (const client of sockets.clients) client.terminate();
      await closeServer(server);
    },
  };

  function gone(channel: string, cause: number, sip: number): void {
    if (!hx.channels.delete(channel)) return;
    if (!channel.includes('~')) stored.set(channel, Buffer.from(writeWav(tone(440, 1, 8000))));
    tell({ type: 'ChannelDestroyed', cause, tech_cause: sip, channel: { id: channel, state: 'Up' } });
  }

  function dial(id: string, endpoint: string): void {
    const number = /(\d+)/.exec(endpoint)?.[1] ?? '';
    const ending = number.slice(-3);
    hx.channels.add(id);
    if (ending === '999') return;
    const refused = Q850[ending];
    later(2, () => {
      if (ending !== '404' && ending !== '480' && ending !== '503')
        tell({ type: 'Dial', dialstatus: 'RINGING', peer: { id } });
      if (refused !== undefined) gone(id, refused, Number(ending));
      else if (ending !== '000') later(2, () => tell({ type: 'StasisStart', channel: { id, state: 'Up' } }));
    });
  }

  function play(id: string, playback: string): void {
    const end = (): void => {
      if (plays.delete(playback)) tell({ type: 'PlaybackFinished', playback: { id: playback } });
    };
    plays.set(playback, later(hx.hold ? 3_600_000 : 5, end));
    if (hx.hold) return;
    const key = hx.keys.shift();
    if (key === '!') later(1, () => hx.hangUp(id));
    else if (key) later(1, () => [...key].forEach((each) => hx.press(id, each)));
  }

  function answer(method: string, path: string, query: Record<string, string>): [number, unknown] {
    const [kind = '', id = '', verb = '', more = ''] = path.split('/');
    const known = hx.channels.has(id);
    if (path === 'asterisk/info') return [200, { system: { version: '22.0.0' } }];
    if (method === 'POST' && path === 'channels') {
      const channel = query['channelId'] ?? '';
      if (hx.channels.has(channel)) return [409, { message: 'Channel with given unique ID already exists' }];
      dial(channel, query['endpoint'] ?? '');
      return [200, { id: channel }];
    }
    if (kind === 'channels' && !known) return [404, { message: 'Channel not found' }];
    if (kind === 'channels' && method === 'GET') return [200, { id, state: 'Up' }];
    if (kind === 'channels' && method === 'DELETE') {
      later(1, () => gone(id, query['reason'] === 'no_answer' ? 19 : 16, query['reason'] === 'no_answer' ? 480 : 0));
      return [204, null];
    }
    if (kind === 'channels' && verb === 'play') play(id, more);
    if (kind === 'channels' && verb === 'snoop') {
      hx.channels.add(more);
      later(1, () => tell({ type: 'StasisStart', channel: { id: more, state: 'Up' } }));
    }
    if (kind === 'channels' && verb === 'record' && !id.includes('~')) {
      const name = query['name'] ?? '';
      stored.set(name, Buffer.from(writeWav(tone(440, 2, 8000))));
      later(5, () => tell({ type: 'RecordingFinished', recording: { name, duration: 2 } }));
    }
    if (kind === 'playbacks' && method === 'DELETE') {
      clearTimeout(plays.get(id));
      if (plays.delete(id)) later(1, () => tell({ type: 'PlaybackFinished', playback: { id } }));
    }
    if (kind === 'recordings' && method === 'DELETE') return [stored.delete(verb) ? 204 : 404, null];
    return [200, {}];
  }

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '', 'http://switch');
    // Beside the switch, a voice: what is to be said is a tone here.
    if (url.pathname === '/say') return void response.writeHead(200).end(writeWav(tone(440, 0.1, 8000)));
    const path = url.pathname.replace('/ari/', '');
    const query = Object.fromEntries(url.searchParams);
    hx.asked.push({ what: `${request.method} ${path}`, query });
    const file = /^recordings\/stored\/(.+)\/file$/.exec(path);
    const sound = file ? stored.get(file[1] ?? '') : undefined;
    if (file) return void response.writeHead(sound ? 200 : 404).end(sound ?? '{}');
    const [status, body] = answer(request.method ?? '', path, query);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body === null ? '' : JSON.stringify(body));
  });
  await listening(server);
  return Object.assign(hx, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

const listening = (server: Server): Promise<void> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
