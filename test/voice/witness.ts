/** tshark sees the wire: what it reads was said by neither our code nor our tests. */
import { execFileSync, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Packet {
  /** SIP: its request or status line. */
  readonly sip: string;
  readonly port: number;
  /** RTP events (RFC 4733): the key. */
  readonly event: string;
  readonly rtp: boolean;
  readonly from: number;
  readonly header: string;
}

export interface Witness {
  stop(): Promise<Packet[]>;
}

export async function startWitness(file: string, ports: string): Promise<Witness> {
  const child = spawn('tshark', ['-q', '-i', 'lo', '-w', file, '-f', `udp and (${ports})`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (text: Buffer) => {
      if (text.toString().includes('Capturing')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`tshark ended with ${code}`)));
  });
  await ready;
  await sleep(300);
  return {
    async stop() {
      if (child.exitCode === null) {
        await sleep(300);
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGINT');
        await gone;
      }
      return read(file);
    },
  };
}

const FIELDS = [
  'sip.Request-Line',
  'sip.Status-Line',
  'udp.dstport',
  'rtpevent.event_id',
  'rtp.ssrc',
  'udp.srcport',
  'sip.msg_hdr',
];

function read(file: string): Packet[] {
  const fields = FIELDS.flatMap((field) => ['-e', field]);
  const args = [
    '-r',
    file,
    '-o',
    'rtp.heuristic_rtp:TRUE',
    '-d',
    'udp.port==20000-20200,rtp',
    '-T',
    'fields',
    '-E',
    'separator=\u0001',
    ...fields,
  ];
  const text = execFileSync('tshark', args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [request = '', status = '', port = '', event = '', ssrc = '', from = '', header = ''] =
        line.split('\u0001');
      return { sip: request || status, port: Number(port), event, rtp: ssrc !== '', from: Number(from), header };
    });
}
