/** A real Asterisk in the folder that tools/voice/prepare.sh made: started for the tests, on loopback only, ended with them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const ARI = { url: 'http://127.0.0.1:18088', user: 'huixiang', password: 'real-calls' };
export const SIP_PORT = 15_060;

export interface Asterisk {
  readonly version: string;
  /** The folder of this run, as we see it, and as Asterisk sees it. */
  readonly folder: string;
  readonly inside: string;
  readonly pid: number;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Loaded one by one: a start in a second, and no socket but those of the tests. Those a version does not have are left out. */
const MODULES = `
  res_pjproject res_sorcery_config res_sorcery_memory res_sorcery_astdb res_timing_timerfd res_http_websocket res_websocket_client res_curl res_http_media_cache
  res_rtp_asterisk res_rtp_multicast res_audiosocket chan_audiosocket chan_rtp chan_bridge_media
  bridge_builtin_features bridge_simple bridge_softmix bridge_native_rtp bridge_holding
  codec_alaw codec_ulaw codec_resample format_wav format_pcm format_sln
  func_callerid func_channel func_hangupcause
  res_stasis res_stasis_answer res_stasis_playback res_stasis_recording res_stasis_snoop res_stasis_device_state app_stasis
  res_ari res_ari_model res_ari_applications res_ari_asterisk res_ari_bridges res_ari_channels res_ari_device_states res_ari_endpoints
  res_ari_events res_ari_playbacks res_ari_recordings res_ari_sounds
  res_pjsip res_pjsip_pubsub res_pjsip_session res_pjsip_sdp_rtp res_pjsip_caller_id res_pjsip_nat res_pjsip_rfc3326 res_pjsip_dtmf_info res_pjsip_header_funcs
  res_pjsip_endpoint_identifier_ip res_pjsip_endpoint_identifier_user res_pjsip_outbound_registration res_pjsip_logger chan_pjsip
`
  .trim()
  .split(/\s+/);

export async function startAsterisk(root: string): Promise<Asterisk> {
  mkdirSync(join(root, 'tmp'), { recursive: true });
  const folder = mkdtempSync(join(root, 'tmp', 'hx-'));
  const inside = folder.slice(root.length);
  for (const each of ['etc', 'run', 'log', 'spool/recording', 'db', 'data', 'sounds'])
    mkdirSync(join(folder, each), { recursive: true });
  const modules = modulesOf(root);
  for (const [name, text] of Object.entries(configuration(inside, modules)))
    writeFileSync(join(folder, 'etc', name), text);
  const child = spawn('chroot', [root, 'asterisk', '-f', '-q', '-C', `${inside}/etc/asterisk.conf`], {
    stdio: 'ignore',
  });
  const dead = new Promise<never>((_resolve, reject) =>
    child.once('exit', (code) => reject(new Error(`Asterisk ended (${code}), see ${folder}/log`))),
  );
  dead.catch(() => undefined);
  const version = await Promise.race([ready(), dead]);
  return {
    version,
    folder,
    inside,
    pid: child.pid ?? 0,
    kill: () => end(child, 'SIGKILL'),
    async stop() {
      await end(child, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The port opens about a second before the interface answers with anything but 404. */
async function ready(): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${ARI.user}:${ARI.password}`).toString('base64')}`;
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(`${ARI.url}/ari/asterisk/info`, { headers: { authorization } }).catch(() => null);
    if (answer?.ok) return ((await answer.json()) as { system: { version: string } }).system.version;
    await sleep(100);
  }
  throw new Error('Asterisk does not answer within 20 s');
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const hard = setTimeout(() => child.kill('SIGKILL'), 1_500);
  await gone;
  clearTimeout(hard);
}

function modulesOf(root: string): { folder: string; load: string[] } {
  const folder = [
    '/usr/lib/x86_64-linux-gnu/asterisk/modules',
    '/usr/lib/aarch64-linux-gnu/asterisk/modules',
    '/usr/lib/asterisk/modules',
  ].find((each) => existsSync(join(root, each)));
  if (folder === undefined) throw new Error(`no Asterisk modules in ${root}`);
  return { folder, load: MODULES.filter((name) => existsSync(join(root, folder, `${name}.so`))) };
}

function configuration(inside: string, modules: { folder: string; load: readonly string[] }): Record<string, string> {
  const trunk = (name: string): string => `
[${name}]
type=endpoint
transport=udp
context=default
disallow=all
allow=alaw,ulaw
dtmf_mode=rfc4733
direct_media=no
rtp_symmetric=yes
`;
  return {
    'asterisk.conf': `[directories]
astetcdir => ${inside}/etc
astmoddir => ${modules.folder}
astvarlibdir => ${inside}/data
astdbdir => ${inside}/db
astkeydir => ${inside}/data
astdatadir => /usr/share/asterisk
astagidir => ${inside}/data
astspooldir => ${inside}/spool
astrundir => ${inside}/run
astlogdir => ${inside}/log
[options]
documentation_language = en_US
`,
    'modules.conf': `[modules]\nautoload=no\n${modules.load.map((name) => `load=${name}.so`).join('\n')}\n`,
    'logger.conf': '[general]\n[logfiles]\nmessages.log => notice,warning,error\n',
    'http.conf': '[general]\nenabled=yes\nbindaddr=127.0.0.1\nbindport=18088\n',
    'ari.conf': `[general]\nenabled=yes\npretty=no\n[${ARI.user}]\ntype=user\nread_only=no\npassword=${ARI.password}\npassword_format=plain\n`,
    'rtp.conf': '[general]\nrtpstart=20000\nrtpend=20200\nicesupport=no\n',
    'stasis.conf': '[threadpool]\n',
    'extensions.conf': '[default]\n',
    'pjsip.conf': `[global]
type=global
endpoint_identifier_order=ip,username
[udp]
type=transport
protocol=udp
bind=127.0.0.1:${SIP_PORT}
${trunk('trunk')}${trunk('agents')}`,
  };
}
