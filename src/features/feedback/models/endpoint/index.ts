/**
 * Understanding by a model that somebody else runs, behind the chat completions of OpenAI. The built-in model reads every text first; what the
 * other says is checked and laid over it, and where it fails the built-in reading stands and says why.
 */
import { maskPersonal } from '../../../../engine/text/index.ts';
import type { Fallback } from '../../contract-text-model.ts';
import { ENDPOINT, type ReadOptions, type Service, type TextModel, type Understood } from '../../model.ts';
import { builtInModel } from '../built-in.ts';
import { type Breaker, breakerOf } from './breaker.ts';
import { type Item, itemsOf, merge } from './judge.ts';
import { type Posted, post } from './post.ts';
import { requestOf } from './prompt.ts';

/** Texts and UTF-16 units of one request. */
const MOST_TEXTS = 20;
const MOST_UNITS = 6000;
/** A longer text stays with the built-in model. */
const LONGEST = 4000;
/** No request begins later than this after the first: the job that waits for us has others behind it. */
const PATIENCE_MS = 60_000;

export const endpointModel: TextModel = {
  name: ENDPOINT,
  words: { zh: '外接模型（兼容 OpenAI 接口）', en: 'A model behind an OpenAI-compatible endpoint' },
  async analyse(texts, options) {
    const before = await builtInModel.analyse(texts, options);
    const { service } = options;
    return service ? askAll(texts, before, service, options) : before;
  },
};

async function askAll(
  texts: readonly string[],
  before: readonly Understood[],
  service: Service,
  { taxonomy, corrections = new Map() }: ReadOptions,
): Promise<readonly Understood[]> {
  // Masked once more, whoever calls: masking twice changes nothing, and it keeps every length.
  const masked = texts.map((text) => maskPersonal(text));
  const answers: Understood[] = before.map((one, at) =>
    masked[at]!.length > LONGEST ? { ...one, fallback: 'too_long' } : one,
  );
  if (service.isKeyLost) return answers.map((one) => ({ ...one, fallback: 'unreadable_key' }));
  const breaker = breakerOf(service.id);
  const batches = batchesOf(masked);
  const started = performance.now();
  const work = async (): Promise<void> => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      const late = performance.now() - started > PATIENCE_MS;
      const found = late
        ? 'busy'
        : await ask(
            batch.map((at) => masked[at]!),
            service,
            taxonomy,
            breaker,
          );
      batch.forEach((at, id) => {
        const item = typeof found === 'string' ? undefined : found.get(id);
        const judged = { text: masked[at]!, before: before[at]!, taxonomy, corrections };
        answers[at] = item
          ? merge(item, judged, ENDPOINT, service.model)
          : { ...before[at]!, fallback: typeof found === 'string' ? found : 'schema' };
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, batches.length) }, work));
  return answers;
}

/** Places of the texts that go together. */
function batchesOf(texts: readonly string[]): number[][] {
  const batches: number[][] = [];
  let units = Number.POSITIVE_INFINITY;
  texts.forEach((text, at) => {
    if (text.trim() === '' || text.length > LONGEST) return;
    const last = batches.at(-1);
    if (last && last.length < MOST_TEXTS && units + text.length <= MOST_UNITS) {
      last.push(at);
      units += text.length;
    } else {
      batches.push([at]);
      units = text.length;
    }
  });
  return batches;
}

async function ask(
  texts: readonly string[],
  service: Service,
  taxonomy: ReadOptions['taxonomy'],
  breaker: Breaker,
): Promise<Map<number, Item> | Fallback> {
  if (!(await breaker.enter())) return 'resting';
  let posted: Posted = { ok: false, why: 'unreachable' };
  let found: Map<number, Item> | Fallback = 'unreachable';
  try {
    posted = await send(texts, service, taxonomy, breaker);
    found = posted.ok ? itemsOf(posted.body, texts.length, service.use) : posted.why;
    return found;
  } finally {
    if (typeof found !== 'string') breaker.leave(null);
    else breaker.leave(posted.ok ? { why: found } : posted);
  }
}

/** A server that refuses the schema (400, 422) is asked for plain JSON from then on. */
async function send(
  texts: readonly string[],
  service: Service,
  taxonomy: ReadOptions['taxonomy'],
  breaker: Breaker,
): Promise<Posted> {
  const { model, use } = service;
  const body = (isPlain: boolean) => requestOf(texts, { model, use, taxonomy, format: isPlain ? 'object' : 'schema' });
  const first = await post(service, body(breaker.plain));
  if (first.ok || breaker.plain || (first.status !== 400 && first.status !== 422)) return first;
  const second = await post(service, body(true));
  if (second.ok) breaker.plain = true;
  return second;
}
