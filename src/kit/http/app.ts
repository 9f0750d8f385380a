import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { catalogOf } from '../catalog.ts';
import type { Context } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { Problem } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { answerProblem, localeOf } from './problems.ts';
import { type Caller, gatekeeper, type Route } from './route.ts';
import { cutSlowBodies, PATIENCE, type Patience, serverLimits } from './slow.ts';

export interface AppState {
  /** False while stopping: load balancers look at `/readyz`. */
  ready: boolean;
}

export interface AppOptions {
  readonly metrics?: Metrics;
  readonly state?: AppState;
  /** Trust `X-Forwarded-*` of a proxy in front. */
  readonly trustProxy?: boolean;
  /** How long a request may take to arrive. */
  readonly patience?: Patience;
  /** Registers what is not an endpoint: the console's files, the identity library's own routes. */
  readonly extend?: (app: FastifyInstance) => Promise<void>;
}

interface Entered {
  readonly caller: Caller | null;
  readonly ctx: Context | null;
}
const entered = new WeakMap<FastifyRequest, Entered>();

const DEFAULT_BODY_LIMIT = 1024 * 1024;

export async function createApp(runtime: Runtime, options: AppOptions = {}): Promise<FastifyInstance> {
  const patience = options.patience ?? PATIENCE;
  const app = fastify({
    ...serverLimits(patience),
    logger: false,
    bodyLimit: DEFAULT_BODY_LIMIT,
    trustProxy: options.trustProxy ?? false,
    // As long as Node lets an address be: what a parameter may hold is for its endpoint to say, in its own way.
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors: (error, request, reply) => {
      answerProblem(runtime, error, request as FastifyRequest, reply as FastifyReply);
    },
  });
  const metrics = options.metrics ?? createMetrics();
  const state = options.state ?? { ready: true };

  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, request, reply) => answerProblem(runtime, error, request, reply));
  app.setNotFoundHandler((request, reply) =>
    answerProblem(runtime, new Problem('not_found', { what: request.url }), request, reply),
  );
  cutSlowBodies(app, runtime, patience);
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });

  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Huixiang 回响',
        version: '1',
        description: 'Intelligent customer follow-up. Errors are RFC 9457 problem details.',
      },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key' },
          session: { type: 'apiKey', in: 'cookie', name: 'huixiang.session_token' },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
  });

  await app.register(async (scope) => {
    addHealth(scope, runtime, metrics, state);
    scope.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
    scope.get('/api/catalog', { schema: { hide: true } }, async () => catalogOf(runtime));
    for (const feature of runtime.features) {
      for (const route of feature.routes ?? []) {
        if (!route.endpoint.rawBody) addRoute(scope, runtime, feature.name, route);
      }
    }
    await scope.register(async (raw) => {
      // Whatever its type, the body reaches the handler as the stream it is (`request.body`).
      raw.removeAllContentTypeParsers();
      raw.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      for (const feature of runtime.features) {
        for (const route of feature.routes ?? []) {
          if (route.endpoint.rawBody) addRoute(raw, runtime, feature.name, route);
        }
      }
    });
    if (options.extend) await options.extend(scope);
  });
  return app;
}

function addHealth(app: FastifyInstance, runtime: Runtime, metrics: Metrics, state: AppState): void {
  app.get('/livez', { schema: { hide: true } }, async () => ({ status: 'alive' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const reachable =
      state.ready &&
      (await runtime.db.pool
        .query('select 1')
        .then(() => true)
        .catch(() => false));
    return reply
      .code(reachable ? 200 : 503)
      .send({ status: reachable ? 'ready' : state.ready ? 'no database' : 'stopping' });
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}

function addRoute(app: FastifyInstance, runtime: Runtime, feature: string, route: Route): void {
  const { endpoint } = route;
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit: endpoint.bodyLimit ?? DEFAULT_BODY_LIMIT,
    schema: schemaOf(endpoint, feature, route.inWorkspace),
    // Before the body is read: a stranger's upload is refused at its first byte.
    onRequest: async (request) => {
      entered.set(request, await enter(runtime, route, request));
    },
    handler: async (request, reply) => {
      const { caller, ctx } = entered.get(request) ?? { caller: null, ctx: null };
      const call = {
        params: request.params,
        query: request.query,
        body: request.body,
        locale: localeOf(request),
        runtime,
        request,
        reply,
        caller,
        ctx,
      };
      const answer = await route.handle(call as never);
      if (reply.sent || answer === reply) return reply;
      return answer;
    },
  });
}

async function enter(runtime: Runtime, route: Route, request: FastifyRequest): Promise<Entered> {
  const { access } = route.endpoint;
  if (access === 'public' && !route.inWorkspace) return { caller: null, ctx: null };
  const gate = runtime.only(gatekeeper);
  const caller = await gate.identify(request, runtime);
  if (!caller) throw new Problem('not_signed_in');
  if (!route.inWorkspace) return { caller, ctx: null };
  const { workspace } = request.params as { workspace: string };
  const ctx = await gate.enter(caller, workspace, localeOf(request), runtime);
  if (!ctx) throw new Problem('not_found', { what: 'workspace' });
  if (access !== 'signedIn' && access !== 'public' && !ctx.permissions.has(access))
    throw new Problem('not_allowed', { permission: access });
  return { caller, ctx };
}

function schemaOf(endpoint: Endpoint, feature: string, inWorkspace: boolean): Record<string, unknown> {
  const own = endpoint.params instanceof z.ZodObject ? endpoint.params : z.object({});
  const params = inWorkspace ? own.extend({ workspace: z.string() }) : own;
  return {
    operationId: endpoint.name,
    tags: [feature],
    summary: endpoint.summary.en,
    description: endpoint.summary.zh,
    params,
    ...(endpoint.query ? { querystring: endpoint.query } : {}),
    ...(endpoint.body && !endpoint.rawBody ? { body: endpoint.body } : {}),
    ...(endpoint.produces ? { produces: [endpoint.produces] } : { response: { 200: endpoint.response } }),
    ...(endpoint.access === 'public' ? { security: [] } : {}),
  };
}
