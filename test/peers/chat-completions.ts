/**
 * A stand-in for an endpoint that speaks the chat completions of OpenAI. It takes what the official SDK sends (test/peers/chat-completions.test.ts
 * holds it to that), is as strict as the real one about the request, and fails in every way it is told to.
 */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer } from '../../src/kit/testing/close-server.ts';

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly response_format?: {
    readonly type: string;
    readonly json_schema?: { readonly name: string; readonly strict: boolean };
  };
  readonly [more: string]: unknown;
}

export interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly body: ChatRequest;
}

export type Fault =
  | 'hang'
  | 'reset'
  | 'trickle'
  | 'huge'
  | 'cut'
  | 'decline'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** This instead of a completion. */
  | { readonly body: string }
  /** Knows no schemas: answers 400 to them. */
  | 'no_schema';

export interface ChatServer {
  readonly baseUrl: string;
  readonly asked: Asked[];
  readonly key: string;
  fault: Fault | null;
  /** The content of the message it answers with. */
  reply: (texts: readonly { id: number; text: string }[], request: ChatRequest) => unknown;
  close(): Promise<void>;
}

const KNOWN = new Set([
  'model',
  'messages',
  'temperature',
  'stream',
  'response_format',
  'max_completion_tokens',
  'n',
  'seed',
]);
const ROLES = new Set(['system', 'developer', 'user', 'assistant']);

/** What the real one refuses with 400. */
function flawOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return 'not an object';
  const request = body as Record<string, unknown>;
  const strange = Object.keys(request).find((name) => !KNOWN.has(name));
  if (strange) return `Unrecognized request argument supplied: ${strange}`;
  if (typeof request['model'] !== 'string') return 'you must provide a model parameter';
  const messages = request['messages'];
  if (!Array.isArray(messages) || messages.length === 0) return "Missing required parameter: 'messages'";
  for (const { role, content } of messages as Record<string, unknown>[])
    if (!ROLES.has(String(role)) || typeof content !== 'string') return 'Invalid message';
  const format = request['response_format'] as { type?: string; json_schema?: Record<string, unknown> } | undefined;
  if (format?.type === 'json_schema') return flawOfSchema(format.json_schema);
  if (format?.type === 'json_object' && !/json/i.test(JSON.stringify(messages)))
    return "'messages' must contain the word 'json'";
  return null;
}

/** Strict schemas: every property is required and nothing else is allowed, all the way down. */
function flawOfSchema(named: Record<string, unknown> | undefined): string | null {
  if (!named || !/^[\w-]{1,64}$/.test(String(named['name'])))
    return "Missing required parameter: 'response_format.json_schema.name'";
  const check = (schema: Record<string, unknown>): string | null => {
    if (schema['type'] === 'array') return check(schema['items'] as Record<string, unknown>);
    if (schema['type'] !== 'object') return null;
    const properties = schema['properties'] as Record<string, Record<string, unknown>>;
    const required = schema['required'] as string[] | undefined;
    if (schema['additionalProperties'] !== false)
      return "'additionalProperties' is required to be supplied and to be false";
    if (Object.keys(properties).some((name) => !required?.includes(name)))
      return "'required' must include every key in properties";
    return Object.values(properties).map(check).find(Boolean) ?? null;
  };
  return named['strict'] === true ? check(named['schema'] as Record<string, unknown>) : null;
}

function completion(model: string, content: string, finish = 'stop', refusal: string | null = null): string {
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_767_225_600,
    model,
    choices: [{ index: 0, finish_reason: finish, logprobs: null, message: { role: 'assistant', content, refusal } }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  });
}

export async function openChatServer(key = 'sk-test-0123456789'): Promise<ChatServer> {
  const refuse = (
    response: ServerResponse,
    status: number,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code: null } }));

  const answer = (request: IncomingMessage, response: ServerResponse, raw: string): void => {
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
      return void refuse(response, 404, 'Unknown request URL');
    if (request.headers.authorization !== `Bearer ${key}`)
      return void refuse(response, 401, `Incorrect API key provided`);
    if (!request.headers['content-type']?.startsWith('application/json')) return void refuse(response, 400, 'not JSON');
    let body: ChatRequest;
    try {
      body = JSON.parse(raw) as ChatRequest;
    } catch {
      return void refuse(response, 400, 'We could not parse the JSON body of your request.');
    }
    server.asked.push({ headers: request.headers, raw, body });
    const flaw = flawOf(body);
    if (flaw) return void refuse(response, 400, flaw);
    const { fault } = server;
    if (fault === 'hang') return;
    if (fault === 'reset') return void request.socket.resetAndDestroy();
    if (fault === 'no_schema' && body.response_format?.type === 'json_schema')
      return void refuse(response, 400, 'This response_format type is unavailable now');
    if (typeof fault === 'object' && fault && 'status' in fault)
      return void refuse(response, fault.status, 'no', fault.headers);
    response.writeHead(200, { 'content-type': 'application/json' });
    if (typeof fault === 'object' && fault && 'body' in fault) return void response.end(fault.body);
    const user = body.messages.findLast(({ role }) => role === 'user')?.content ?? '';
    const texts = (parsed(user)?.texts ?? []) as { id: number; text: string }[];
    const said = completion(body.model, JSON.stringify(server.reply(texts, body)), fault === 'cut' ? 'length' : 'stop');
    if (fault === 'decline') return void response.end(completion(body.model, '', 'stop', 'I cannot help with that.'));
    if (fault === 'huge') return void response.end(said + ' '.repeat(1_000_000));
    if (fault !== 'trickle') return void response.end(said);
    // One byte at a time, never done: a time limit between two bytes would never be reached.
    let at = 0;
    const timer = setInterval(() => response.write(said[at++ % said.length] ?? ' '), 20);
    response.on('close', () => clearInterval(timer));
  };

  const http = createServer((request, response) => {
    let raw = '';
    request.setEncoding('utf8').on('data', (part: string) => (raw += part));
    request.on('end', () => answer(request, response, raw));
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const server: ChatServer = {
    baseUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1`,
    asked: [],
    key,
    fault: null,
    reply: (texts) => ({ items: texts.map(({ id }) => ({ id, reasons: [] })) }),
    async close() {
      await closeServer(http);
    },
  };
  return server;
}

function parsed(text: string): { texts?: unknown } | null {
  try {
    return JSON.parse(text) as { texts?: unknown };
  } catch {
    return null;
  }
}
