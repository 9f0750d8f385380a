/** baresip as a person with a SIP phone: takes calls, presses keys, speaks from a file, and keeps what it hears. Another program than ours says so. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface PhoneEvent {
  readonly type: string;
  readonly param: string;
  readonly peeruri?: string;
}

export interface Phone {
  readonly events: readonly PhoneEvent[];
  /** Waits until it happens for the nth time. */
  seen(type: string, times?: number): Promise<PhoneEvent>;
  accept(): Promise<void>;
  press(key: string): Promise<void>;
  hangUp(): Promise<void>;
  /** What was heard, the newest first. */
  heard(): string[];
  stop(): Promise<void>;
}

export interface PhoneOptions {
  readonly folder: string;
  readonly user: string;
  readonly port: number;
  readonly control: number;
  /** The voice of the person: a wav, again and again. */
  readonly speaks?: string;
  /** First port of its RTP. */
  readonly rtp: number;
}

export async function startPhone(options: PhoneOptions): Promise<Phone> {
  const { folder, user, port, control, speaks, rtp } = options;
  const heard = join(folder, 'heard');
  mkdirSync(heard, { recursive: true });
  writeFileSync(
    join(folder, 'accounts'),
    `<sip:${user}@127.0.0.1:${port}>;regint=0;answermode=manual;audio_codecs=pcma,pcmu\n`,
  );
  writeFileSync(
    join(folder, 'config'),
    `poll_method epoll
sip_listen 127.0.0.1:${port}
rtp_ports ${rtp}-${rtp + 40}
rtp_stats no
call_max_calls 4
audio_source ${speaks ? `aufile,${speaks}` : 'ausine,1'}
audio_channels 1
module_path /usr/lib/baresip/modules
module g711.so
module aufile.so
module ausine.so
module sndfile.so
snd_path ${heard}
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${control}
`,
  );
  const child = spawn('baresip', ['-f', folder], { stdio: 'ignore' });
  const socket = await connected(control, child);
  return phoneOf(child, socket, heard);
}

async function connected(port: number, child: ChildProcess): Promise<Socket> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error(`baresip ended with ${child.exitCode}`);
    const socket = await new Promise<Socket | null>((resolve) => {
      const attempt = connect(port, '127.0.0.1', () => resolve(attempt));
      attempt.once('error', () => resolve(null));
    });
    if (socket) return socket;
    await sleep(50);
  }
  throw new Error('baresip does not listen within 5 s');
}

function phoneOf(child: ChildProcess, socket: Socket, heardIn: string): Phone {
  const events: PhoneEvent[] = [];
  const waiting = new Set<() => void>();
  let rest = Buffer.alloc(0);
  socket.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data]);
    for (let text = takeNetstring(); text !== null; text = takeNetstring()) {
      const said = JSON.parse(text) as { event?: boolean } & PhoneEvent;
      if (said.event) events.push(said);
      for (const wake of waiting) wake();
    }
  });
  socket.on('error', () => undefined);
  function takeNetstring(): string | null {
    const colon = rest.indexOf(':');
    const length = Number(rest.subarray(0, Math.max(colon, 0)).toString());
    if (colon < 0 || rest.length < colon + length + 2) return null;
    const text = rest.subarray(colon + 1, colon + 1 + length).toString();
    rest = rest.subarray(colon + length + 2);
    return text;
  }
  const send = async (command: string, params = ''): Promise<void> => {
    const text = JSON.stringify({ command, params, token: 't' });
    socket.write(`${Buffer.byteLength(text)}:${text},`);
    await sleep(20);
  };
  return {
    events,
    async seen(type, times = 1) {
      const found = (): PhoneEvent | undefined => events.filter((event) => event.type === type)[times - 1];
      const until = Date.now() + 20_000;
      for (let event = found(); ; event = found()) {
        if (event) return event;
        if (Date.now() > until)
          throw new Error(
            `the phone did not see ${type} (${times}); it saw ${events.map((each) => each.type).join(', ')}`,
          );
        await new Promise<void>((resolve) => {
          const wake = (): void => {
            waiting.delete(wake);
            clearTimeout(timer);
            resolve();
          };
          const timer = setTimeout(wake, 500);
          waiting.add(wake);
        });
      }
    },
    accept: () => send('accept'),
    async press(key) {
      await send('sndcode', key);
      await sleep(160);
      await send('sndcode', '\u0004');
    },
    hangUp: () => send('hangup'),
    heard: () =>
      readdirSync(heardIn)
        .filter((name) => name.endsWith('-dec.wav'))
        .sort()
        .reverse()
        .map((name) => join(heardIn, name)),
    async stop() {
      socket.destroy();
      if (child.exitCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 2_000);
      await gone;
      clearTimeout(hard);
    },
  };
}
