/** An answer of the stand-in that is not 0. */
export class Refuse extends Error {
  readonly errcode: number;
  constructor(errcode: number, errmsg: string) {
    super(errmsg);
    this.errcode = errcode;
  }
}

export type Body = Readonly<Record<string, unknown>>;
export type Handler = (body: Body, query: URLSearchParams) => object;
export type Handlers = Readonly<Record<string, Handler>>;

/** Never as many as were asked for: who takes one page for all is found out. */
export const PAGE = 2;

export function pageOf<T>(items: readonly T[], cursor: unknown): { page: readonly T[]; next: string } {
  const from = Number((typeof cursor === 'string' ? cursor : '').replace(/^c/, '')) || 0;
  const end = from + PAGE;
  return { page: items.slice(from, end), next: end < items.length ? `c${end}` : '' };
}

/** A field of a body as text; what is not there is empty. */
export const said = (body: Body, field: string): string => {
  const value = body[field];
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
};
