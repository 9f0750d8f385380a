import type { FastifyRequest } from 'fastify';
import { type NoPerson, whyNoPerson } from '../../engine/visitor/index.ts';

const SAYING = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const;

/** Why nobody looks at what this request fetches; null: a person does. */
export function noPerson({ method, headers }: FastifyRequest): NoPerson | null {
  const purpose = SAYING.map((name) => String(headers[name] ?? '')).join(' ');
  return whyNoPerson({ method, agent: String(headers['user-agent'] ?? ''), purpose });
}
