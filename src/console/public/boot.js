// Runs before the first paint: a chosen theme or language wins over the system's, without a flash.
(() => {
  try {
    const root = document.documentElement;
    const theme = localStorage.getItem('hx.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    if (localStorage.getItem('hx.locale') === 'en') root.lang = 'en';
  } catch {
    // Storage may be forbidden; the system's theme and Chinese remain.
  }
})();

// zod compiles its checks with `new Function` unless told not to; our Content-Security-Policy forbids that, and its trying
// would be reported as an error on every screen. Read by zod when it loads.
globalThis.__zod_globalConfig = { jitless: true };
