/** Everything a real call needs, started once for a test file: Asterisk, two people with phones, a witness on the wire, a line of ours. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Asterisk, ARI, SIP_PORT, startAsterisk } from './asterisk.ts';
import { type Phone, startPhone } from './baresip.ts';
import { tone } from './sound.ts';
import { type Packet, startWitness, type Witness } from './witness.ts';

/** Her number, as the carrier dials it: her phone takes no other. */
export const CUSTOMER = '13800138001';
export const CUSTOMER_PORT = 15_070;
export const AGENT_PORT = 15_074;
/** The voices of the two people: tones, so that each can be told from the other and from what is said. */
export const CUSTOMER_HZ = 440;
export const AGENT_HZ = 1000;

export interface Stand {
  readonly folder: string;
  readonly asterisk: Asterisk;
  readonly customer: Phone;
  readonly agent: Phone;
  /** Serves the files of `folder` to Asterisk. */
  readonly mediaUrl: string;
  readonly settings: Record<string, string>;
  /** Ends the witness and reads what it saw. */
  packets(): Promise<Packet[]>;
  stop(): Promise<void>;
}

export async function startStand(): Promise<Stand> {
  const root = execFileSync(join(import.meta.dirname, '../../tools/voice/prepare.sh'), {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
  const folder = mkdtempSync(join(tmpdir(), 'hx-voice-'));
  const ends: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const end of ends.reverse()) await end();
    ends.length = 0;
  };
  try {
    const asterisk = await startAsterisk(root);
    ends.push(() => asterisk.stop());
    const witness: Witness = await startWitness(join(folder, 'wire.pcap'), `port ${SIP_PORT} or portrange 20000-20200`);
    ends.push(async () => void (await witness.stop()));
    const phone = async (user: string, port: number, control: number, hz: number): Promise<Phone> => {
      const own = join(folder, user);
      mkdirSync(own);
      // Longer than any call: baresip hangs up when its file ends.
      tone(hz, 120, join(own, 'voice.wav'));
      const started = await startPhone({
        folder: own,
        user,
        port,
        control,
        rtp: control + 8000,
        speaks: join(own, 'voice.wav'),
      });
      ends.push(() => started.stop());
      return started;
    };
    const [customer, agent] = await Promise.all([
      phone(CUSTOMER, CUSTOMER_PORT, 14_444, CUSTOMER_HZ),
      phone('agent', AGENT_PORT, 14_544, AGENT_HZ),
    ]);
    const media = createServer((request, response) => {
      response
        .writeHead(200, { 'content-type': 'audio/wav' })
        .end(readFileSync(join(folder, (request.url ?? '').slice(1))));
    });
    await new Promise<void>((resolve) => media.listen(0, '127.0.0.1', resolve));
    ends.push(() => void media.close());
    return {
      folder,
      asterisk,
      customer,
      agent,
      mediaUrl: `http://127.0.0.1:${(media.address() as { port: number }).port}`,
      settings: {
        ...ARI,
        app: 'huixiang',
        // Numbers of these tests are user@host:port, so that one trunk reaches every callee.
        trunk: 'PJSIP/trunk/sip:{number}',
        agent: `PJSIP/agents/sip:{number}@127.0.0.1:${AGENT_PORT}`,
        callerId: '"Huixiang" <4008001234>',
      },
      packets: () => witness.stop(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
