import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { isDeeperThan } from '../../engine/json/depth.ts';
import type { Locale } from '../../engine/words.ts';
import { isAway } from '../db/away.ts';
import { type FieldError, Problem, toProblemDetails } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Runtime } from '../runtime.ts';
import { issueWords } from '../zod-words.ts';
import { unholdableIn } from './unholdable.ts';

/** The language of an answer: what the client asks for, Chinese by default. */
export function localeOf(request: FastifyRequest): Locale {
  const asked = request.headers['accept-language'] ?? '';
  return /^en\b/i.test(asked) ? 'en' : 'zh';
}

/** Turns whatever a handler or the framework throws into RFC 9457 problem details. */
export function answerProblem(
  runtime: Runtime,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = asProblem(error, request);
  if (problem.code === 'internal') {
    runtime.log.error(
      { err: error, id: problem.values['id'], method: request.method, route: request.routeOptions?.url },
      'defect',
    );
  }
  const details = toProblemDetails(problem, runtime.errors, localeOf(request));
  if (problem !== error && problem.code === 'conflict')
    runtime.log.warn({ err: error, method: request.method, route: request.routeOptions?.url }, 'two at once');
  if (problem.code === 'unavailable')
    runtime.log.warn({ method: request.method, route: request.routeOptions?.url }, 'the database is away');
  if (details.status === 503) reply.header('retry-after', '5');
  if (details.status === 429) reply.header('retry-after', String(problem.values['seconds'] ?? 60));
  return reply.code(details.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(details));
}

function asProblem(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  const locale = localeOf(request);
  if (hasZodFastifySchemaValidationErrors(error))
    return new Problem(
      'invalid_input',
      {},
      error.validation.map((item) => toFieldError(item, locale)),
    );
  const { code, statusCode, message } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE')
    return new Problem('too_large', { limit: 'bytes' });
  if (code === 'FST_ERR_MAX_PARAM_LENGTH' || statusCode === 414) return new Problem('uri_too_long');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Problem('unsupported_media');
  if (statusCode === 404) return new Problem('not_found', { what: 'address' });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new Problem('invalid_input', {}, [{ path: '', message: message ?? 'bad request' }]);
  }
  if (RACES.has(String(code))) return new Problem('conflict', { what: FASTER[locale] });
  // Whatever recurses over a body runs out of stack at some depth.
  if (error instanceof RangeError && isDeeperThan(request.body, DEEPEST))
    return new Problem('invalid_input', {}, [{ path: '', message: TOO_DEEP[locale] }]);
  if (isAway(error)) return new Problem('unavailable');
  const unholdable = unholdableIn(error, request, locale);
  return unholdable ? new Problem('invalid_input', {}, [unholdable]) : new Problem('internal', { id: newId('err') });
}

/** unique_violation, serialization_failure, deadlock_detected: two did the same at the same moment, and the other one was faster. */
const RACES = new Set(['23505', '40001', '40P01']);
const FASTER = {
  zh: '有人刚刚改了同一处，请刷新后再试',
  en: 'somebody has just changed the same; load it again and try once more',
};
const DEEPEST = 500;
const TOO_DEEP = { zh: `嵌套太深，最多 ${DEEPEST} 层`, en: `nested too deeply, at most ${DEEPEST} levels` };

interface ZodIssueInSchema {
  readonly instancePath: string;
  readonly message?: string;
  readonly params?: { readonly issue?: z.core.$ZodIssue };
}

function toFieldError(issue: ZodIssueInSchema, locale: Locale): FieldError {
  const path = issue.instancePath.replace(/^\//, '').replaceAll('/', '.');
  const field = path.split('.').at(-1);
  return {
    path,
    ...(field ? { field } : {}),
    message: issue.params?.issue ? issueWords(issue.params.issue, locale) : (issue.message ?? 'invalid'),
  };
}
