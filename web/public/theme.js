// Runs before the first paint, so that a dark page never flashes white. platform/theme.ts keeps the choice.
(() => {
  let choice = 'system';
  try {
    choice = localStorage.getItem('tandem.theme') ?? 'system';
  } catch {
    // Storage may be blocked: the system's theme then serves.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
