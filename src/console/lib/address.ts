/** What is sent, before its types are known. */
export interface LooseInput {
  readonly params?: object;
  readonly query?: object;
  readonly body?: unknown;
}

/** The address of an endpoint: path parameters filled in, query appended. Arrays repeat their key. */
export function addressOf(
  endpoint: { readonly name: string; readonly path: string },
  input: LooseInput,
  workspace?: string,
): string {
  const params = { workspace, ...input.params } as Readonly<Record<string, string | number | undefined>>;
  const path = endpoint.path.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = params[name] ?? (name === 'workspace' ? workspace : undefined);
    if (value === undefined) throw new Error(`${endpoint.name} needs the path parameter ${name}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(input.query ?? {})) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      search.append(key, typeof one === 'object' ? JSON.stringify(one) : String(one));
    }
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
