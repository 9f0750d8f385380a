/** The visitor's token: kept in her browser after she agreed, for this page's visits only where the browser keeps sites apart. */
const name = (site: string): string => `hx-chat:${site}`;

/** Where nothing may be kept at all, the thread lasts as long as the page. */
export function readToken(site: string): string | null {
  try {
    return localStorage.getItem(name(site));
  } catch {
    return null;
  }
}

export function keepToken(site: string, token: string | null): void {
  try {
    if (token === null) localStorage.removeItem(name(site));
    else localStorage.setItem(name(site), token);
  } catch {
    // Kept in memory by the caller.
  }
}
