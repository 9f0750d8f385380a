/** One connection to an Asterisk: our commands as its requests, its events as ours. */
import type { CallCause } from '../../contract-causes.ts';
import { causeOf } from '../../decide-cause.ts';
import type { Dial, Dialled, EngineEvent, Line, LineHooks } from '../../engine.ts';
import { AriClient, AriError, type AriEvent } from './client.ts';
import { bridgeId, legId, playId, readId, recordId, snoopId } from './ids.ts';
import type { AsteriskSettings } from './settings.ts';

/** A ringing phone, ours or the other leg of a transfer. */
interface Ring {
  rang: boolean;
  answered: boolean;
  timedOut: boolean;
  cancelled: boolean;
  timer: NodeJS.Timeout | null;
}

/** What is still asked of the switch when our own timer did not stop the ringing: we may be dead by then. */
const BACKSTOP_S = 5;
const LONGEST_RECORDING_S = 7_200;

export async function openLine(settings: AsteriskSettings, hooks: LineHooks): Promise<Line> {
  const line = new AsteriskLine(settings, hooks);
  await line.open();
  return line;
}

class AsteriskLine implements Line {
  readonly #settings: AsteriskSettings;
  readonly #hooks: LineHooks;
  readonly #ari: AriClient;
  readonly #rings = new Map<string, Ring>();
  #stop: (() => void) | null = null;

  constructor(settings: AsteriskSettings, hooks: LineHooks) {
    this.#settings = settings;
    this.#hooks = hooks;
    this.#ari = new AriClient(settings);
  }

  async open(): Promise<void> {
    this.#stop = await this.#ari.listen(
      (event) => this.#hear(event),
      (why) => this.#hooks.lost(why),
    );
  }

  async dial({ call, to, ringMs, mark }: Dial): Promise<Dialled> {
    return this.#originate(call, to, ringMs, mark);
  }

  async #originate(id: string, to: Dial['to'], ringMs: number, mark?: string): Promise<Dialled> {
    const ring: Ring = { rang: false, answered: false, timedOut: false, cancelled: false, timer: null };
    // Before the request: events may overtake its answer.
    if (!this.#rings.has(id)) this.#rings.set(id, ring);
    const pattern = to.kind === 'agent' ? this.#settings.agent : this.#settings.trunk;
    try {
      await this.#ari.call(
        'POST',
        'channels',
        {
          endpoint: pattern.replaceAll('{number}', to.number),
          app: this.#settings.app,
          channelId: id,
          timeout: String(Math.ceil(ringMs / 1000) + BACKSTOP_S),
          ...(this.#settings.callerId ? { callerId: this.#settings.callerId } : {}),
        },
        mark === undefined ? undefined : { variables: { 'PJSIP_HEADER(add,X-Huixiang-Call)': mark } },
      );
    } catch (error) {
      if (error instanceof AriError && error.status === 409) return 'already';
      this.#forget(id);
      if (error instanceof AriError && error.status >= 400 && error.status < 500) return { refused: error.message };
      throw error;
    }
    ring.timer = setTimeout(() => void this.#giveUp(id, ring), ringMs);
    return 'dialling';
  }

  async #giveUp(id: string, ring: Ring): Promise<void> {
    if (ring.answered) return;
    ring.timedOut = true;
    await this.#ari.attempt('DELETE', `channels/${id}`, { reason: 'no_answer' }).catch(() => false);
  }

  async play(call: string, play: number, media: readonly string[]): Promise<void> {
    const done = await this.#ari.attempt('POST', `channels/${call}/play/${playId(call, play)}`, {
      media: media.map((url) => `sound:${url}`).join(','),
    });
    // It hung up meanwhile: what cannot be said has been said.
    if (!done) this.#tell({ call, type: 'played', play });
  }

  async stopPlay(call: string, play: number): Promise<void> {
    await this.#ari.attempt('DELETE', `playbacks/${playId(call, play)}`);
  }

  async record(
    call: string,
    record: number,
    { mostMs, silenceMs }: { mostMs: number; silenceMs: number },
  ): Promise<void> {
    const done = await this.#ari.attempt('POST', `channels/${call}/record`, {
      name: recordId(call, record),
      format: 'wav',
      ifExists: 'overwrite',
      // The tone is played as a prompt: not every Asterisk has one.
      beep: 'false',
      terminateOn: 'none',
      maxDurationSeconds: String(Math.ceil(mostMs / 1000)),
      maxSilenceSeconds: String(Math.ceil(silenceMs / 1000)),
    });
    if (!done) this.#tell({ call, type: 'recorded', record, ms: 0 });
  }

  async stopRecord(call: string, record: number): Promise<void> {
    await this.#ari.attempt('POST', `recordings/live/${recordId(call, record)}/stop`);
  }

  /** Through a listening channel: a call that is itself recorded without end plays nothing any more. It is recorded when it has arrived (`StasisStart`). */
  async recordAll(call: string): Promise<void> {
    await this.#ari.attempt('POST', `channels/${call}/snoop/${snoopId(call)}`, {
      spy: 'both',
      app: this.#settings.app,
    });
  }

  async bridgeTo(call: string, transfer: number, to: Dial['to'], ringMs: number): Promise<void> {
    const leg = legId(call, transfer);
    const dialled = await this.#originate(leg, to, ringMs, call);
    if (typeof dialled === 'object') this.#tell({ call, type: 'joined', transfer, ok: false, cause: 'network' });
  }

  async hangUp(call: string): Promise<void> {
    const ring = this.#rings.get(call);
    if (ring && !ring.answered) ring.cancelled = true;
    await this.#ari.attempt('DELETE', `channels/${call}`, { reason: 'normal' });
  }

  async adopt(call: string): Promise<'talking' | 'ringing' | 'gone'> {
    try {
      const { state } = (await this.#ari.call('GET', `channels/${call}`)) as { state: string };
      const talking = state === 'Up';
      this.#rings.set(call, { rang: true, answered: talking, timedOut: false, cancelled: false, timer: null });
      return talking ? 'talking' : 'ringing';
    } catch (error) {
      if (error instanceof AriError && error.status === 404) return 'gone';
      throw error;
    }
  }

  async fetchRecording(call: string, record: number | null): Promise<Buffer | null> {
    try {
      return await this.#ari.bytes(`recordings/stored/${recordId(call, record)}/file`);
    } catch (error) {
      if (error instanceof AriError && error.status === 404) return null;
      throw error;
    }
  }

  async dropRecording(call: string, record: number | null): Promise<void> {
    await this.#ari.attempt('DELETE', `recordings/stored/${recordId(call, record)}`);
  }

  async close(): Promise<void> {
    this.#stop?.();
    for (const { timer } of this.#rings.values()) if (timer) clearTimeout(timer);
    this.#rings.clear();
  }

  #hear(event: AriEvent): void {
    const id = event.channel?.id ?? '';
    switch (event.type) {
      case 'ChannelStateChange':
        if (event.channel?.state === 'Ringing') this.#rang(id);
        return;
      case 'Dial':
        if (event.dialstatus === 'RINGING' || event.dialstatus === 'PROGRESS') this.#rang(event.peer?.id ?? '');
        return;
      case 'StasisStart':
        return this.#arrived(id);
      case 'ChannelDtmfReceived':
        if (readId(id).part === 'call' && event.digit) this.#tell({ call: id, type: 'key', key: event.digit });
        return;
      case 'PlaybackFinished': {
        const { call, part, n } = readId(event.playback?.id ?? '');
        if (part === 'play') this.#tell({ call, type: 'played', play: n });
        return;
      }
      case 'RecordingFinished':
      case 'RecordingFailed': {
        const { call, part, n } = readId(event.recording?.name ?? '');
        const ms = (event.recording?.duration ?? 0) * 1000;
        if (part === 'record') this.#tell({ call, type: 'recorded', record: n, ms });
        return;
      }
      case 'ChannelDestroyed':
        this.#gone(id, event.cause ?? 0, event.tech_cause ?? null);
    }
  }

  #rang(id: string): void {
    const ring = this.#rings.get(id);
    if (!ring || ring.rang) return;
    ring.rang = true;
    if (readId(id).part === 'call') this.#tell({ call: id, type: 'ringing' });
  }

  #arrived(id: string): void {
    const { call, part, n } = readId(id);
    const ring = this.#rings.get(id);
    if (ring) {
      ring.answered = true;
      if (ring.timer) clearTimeout(ring.timer);
    }
    if (part === 'call') this.#tell({ call, type: 'answered' });
    if (part === 'leg') void this.#join(call, id, n);
    if (part === 'snoop') void this.#recordSnoop(call, id);
  }

  async #recordSnoop(call: string, snoop: string): Promise<void> {
    await this.#ari
      .attempt('POST', `channels/${snoop}/record`, {
        name: recordId(call, null),
        format: 'wav',
        ifExists: 'overwrite',
        beep: 'false',
        terminateOn: 'none',
        maxDurationSeconds: String(LONGEST_RECORDING_S),
      })
      .catch(() => false);
  }

  async #join(call: string, leg: string, transfer: number): Promise<void> {
    const bridge = bridgeId(call);
    try {
      await this.#ari.attempt('POST', `bridges/${bridge}`, { type: 'mixing' });
      const both = await this.#ari.attempt('POST', `bridges/${bridge}/addChannel`, { channel: `${call},${leg}` });
      // Who was called hung up before the other came: nobody is left alone on the line.
      if (!both) await this.#ari.attempt('DELETE', `channels/${leg}`);
      this.#tell({ call, type: 'joined', transfer, ok: both, cause: both ? 'completed' : 'cancelled' });
    } catch {
      await this.#ari.attempt('DELETE', `channels/${leg}`).catch(() => false);
      this.#tell({ call, type: 'joined', transfer, ok: false, cause: 'network' });
    }
  }

  #gone(id: string, q850: number, sip: number | null): void {
    const { call, part, n } = readId(id);
    const ring = this.#rings.get(id) ?? null;
    const cause = ring ? causeOf({ ...ring, q850, sip: sip === 0 ? null : sip }) : 'completed';
    this.#forget(id);
    if (part === 'leg') return this.#legGone(call, n, ring?.answered ?? true, cause);
    if (part !== 'call') return;
    this.#tell({ call, type: 'ended', cause, code: sip ? `${q850}/${sip}` : String(q850) });
    void this.#ari.attempt('DELETE', `bridges/${bridgeId(call)}`).catch(() => false);
    for (const leg of [...this.#rings.keys()].filter((each) => each.startsWith(`${call}~t`)))
      void this.#ari.attempt('DELETE', `channels/${leg}`).catch(() => false);
  }

  #legGone(call: string, transfer: number, talked: boolean, cause: CallCause): void {
    // Two people talked and one hung up: so does the other.
    if (talked) void this.#ari.attempt('DELETE', `channels/${call}`).catch(() => false);
    else this.#tell({ call, type: 'joined', transfer, ok: false, cause });
  }

  #forget(id: string): void {
    const timer = this.#rings.get(id)?.timer;
    if (timer) clearTimeout(timer);
    this.#rings.delete(id);
  }

  #tell(event: EngineEvent): void {
    this.#hooks.on(event);
  }
}
