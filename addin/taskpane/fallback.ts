/**
 * What the user sees when the app itself cannot start (excel.md 6): a page without React, Office or our bundle.
 * It is a script of its own because a content security policy forbids inline ones.
 */
const PATIENCE_MS = 8_000;

function showFallback() {
  const app = document.getElementById("app");
  const fallback = document.getElementById("fallback");
  if (app === null || fallback === null || app.childElementCount > 0) return;
  fallback.hidden = false;
  // The app may still arrive on a slow line: then the apology goes away by itself.
  new MutationObserver(() => {
    fallback.hidden = app.childElementCount > 0;
  }).observe(app, { childList: true });
}

document.getElementById("reload")?.addEventListener("click", () => location.reload());
setTimeout(showFallback, PATIENCE_MS);
