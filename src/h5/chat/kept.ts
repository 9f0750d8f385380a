/** The visitor's token: kept in her browser after she agreed. */
const name = (site: string): string => `hx-chat:${site}`;

export function readToken(site: string): string | null {
  try {
    return localStorage.getItem(name(site));
  } catch {
    return null;
  }
}

/** False where nothing may be kept: browsers that refuse frames of other sites any storage. */
export function keepToken(site: string, token: string | null): boolean {
  try {
    if (token === null) localStorage.removeItem(name(site));
    else localStorage.setItem(name(site), token);
    return true;
  } catch {
    return false;
  }
}
