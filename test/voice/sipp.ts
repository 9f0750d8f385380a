/** sipp as a callee that keeps to a script: its exit code 0 says that the dialogue on the wire was exactly that. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const response = (code: number, reason: string, more = ''): string => `
  <send${code === 100 || code === 180 ? '' : ' retrans="500"'}>
    <![CDATA[
      SIP/2.0 ${code} ${reason}
      [last_Via:]
      [last_From:]
      [last_To:];tag=[pid]SIPpTag01[call_number]
      [last_Call-ID:]
      [last_CSeq:]
      Contact: <sip:[local_ip]:[local_port];transport=[transport]>
      ${more}Content-Length: 0

    ]]>
  </send>`;

const scenario = (body: string): string => `<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="callee">
  <recv request="INVITE" crlf="true"/>${body}
</scenario>
`;

/** Refuses with this answer, after ringing or at once. */
export const refuses = (code: number, reason: string, rings = false): string =>
  scenario(`${rings ? response(180, 'Ringing') : ''}${response(code, reason)}
  <recv request="ACK"/>`);

/** Rings until the caller gives up: the CANCEL must come. */
export const neverAnswers = scenario(`${response(180, 'Ringing')}
  <recv request="CANCEL"/>
  <send>
    <![CDATA[
      SIP/2.0 200 OK
      [last_Via:]
      [last_From:]
      [last_To:];tag=[pid]SIPpTag01[call_number]
      [last_Call-ID:]
      [last_CSeq:]
      Content-Length: 0

    ]]>
  </send>
  <send retrans="500">
    <![CDATA[
      SIP/2.0 487 Request Terminated
      [last_Via:]
      [last_From:]
      [last_To:];tag=[pid]SIPpTag01[call_number]
      [last_Call-ID:]
      CSeq: 1 INVITE
      Content-Length: 0

    ]]>
  </send>
  <recv request="ACK"/>`);

export interface Callee {
  /** Resolves with sipp's exit code when its one call is over. */
  readonly done: Promise<number>;
  stop(): void;
}

export function startCallee(folder: string, name: string, script: string, port: number): Callee {
  const file = join(folder, `${name}.xml`);
  writeFileSync(file, script);
  const args = [
    '-sf',
    file,
    '-i',
    '127.0.0.1',
    '-p',
    String(port),
    '-mp',
    String(port + 10_000),
    '-m',
    '1',
    '-nostdin',
    '-timeout',
    '60',
  ];
  const child = spawn('sipp', args, { stdio: 'ignore', cwd: folder });
  return {
    done: new Promise((resolve) => child.once('exit', (code) => resolve(code ?? -1))),
    stop: () => void child.kill('SIGKILL'),
  };
}
