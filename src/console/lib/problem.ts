import { shellWord } from './i18n.ts';

/** One refused field or row, as the server names it. */
export interface ProblemItem {
  readonly path?: string;
  readonly row?: number;
  readonly field?: string;
  readonly message: string;
}

/**
 * An expected refusal (RFC 9457 problem details) or a failed call. `message` is already in the person's language: the
 * server translates its own codes, the two that never reach it ('unreachable', 'unexpected') are ours.
 */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly errors: readonly ProblemItem[];

  constructor(fields: {
    code: string;
    status: number;
    title: string;
    detail?: string;
    errors?: readonly ProblemItem[];
  }) {
    super(fields.detail ?? fields.title);
    this.name = 'ApiProblem';
    this.code = fields.code;
    this.status = fields.status;
    this.title = fields.title;
    this.errors = fields.errors ?? [];
  }

  /** Trying again may help: the network or the server failed, not the request. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** The message for a field of a form, by its path in the body (`channel.phone`). */
  of(path: string): string | undefined {
    return this.errors.find((item) => item.path === path || item.field === path)?.message;
  }
}

export function unreachable(): ApiProblem {
  return new ApiProblem({
    code: 'unreachable',
    status: 0,
    title: shellWord('state.unreachable'),
    detail: shellWord('state.unreachableHint'),
  });
}

/** Reads a problem document; anything else (a proxy's HTML page) becomes 'unexpected'. */
export function problemFrom(status: number, text: string): ApiProblem {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) {
      const fields = body as Record<string, unknown>;
      // The identity library answers {message, code}; our own routes answer problem details.
      const title = [fields.title, fields.message].find((value) => typeof value === 'string');
      if (typeof title === 'string') {
        return new ApiProblem({
          code: typeof fields.code === 'string' ? fields.code : String(status),
          status,
          title,
          detail: typeof fields.detail === 'string' ? fields.detail : undefined,
          errors: Array.isArray(fields.errors) ? (fields.errors as ProblemItem[]) : undefined,
        });
      }
    }
  } catch {
    // Not JSON: told as unexpected below.
  }
  return new ApiProblem({
    code: 'unexpected',
    status,
    title: shellWord('state.failed'),
    detail: shellWord('state.failedHint'),
  });
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem({
    code: 'unexpected',
    status: 0,
    title: shellWord('state.crashed'),
    detail: error instanceof Error ? error.message : String(error),
  });
}
