// Runs before the first paint, so that a dark room never flashes white. Kept outside the bundle: the page
// waits for it, and the content security policy allows no inline script.
(function () {
  try {
    var theme = localStorage.getItem('kontor.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.colorScheme = theme;
    var language = localStorage.getItem('kontor.language');
    if (language) document.documentElement.lang = language;
  } catch {
    // No storage (private window, blocked): the system's theme applies.
  }
})();
