/** Help without a network: asks the worker behind /offline-help.js to keep the help page of this person's country.
    Without script, over plain http, or where the browser forbids it, everything else works as before. */
export function start() {
  const help = document.querySelector("[data-help]");
  if (!help || !("serviceWorker" in navigator)) return;
  keep(help.dataset.country ?? "").catch(() => { /* forbidden here, or no network: the next page tries again */ });
}

async function keep(country) {
  const ours = await navigator.serviceWorker.register("/offline-help.js", { scope: "/" });
  for (const said of document.querySelectorAll("[data-kept-here]")) said.hidden = false; // true only where there is a worker
  const worker = ours.active ?? ours.waiting ?? ours.installing;
  worker?.postMessage({ keep: country });
  // A page for somebody who is signed in, or for a stranger: then nobody's own pages may stay here.
  if (navigator.onLine) worker?.postMessage({ own: document.querySelector("[data-signed-in]") !== null });
}
