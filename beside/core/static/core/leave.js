/* Leave quickly. A classic script, first in the head, so that it works before the rest of the page has come.
   What is promised: the page is gone at once, its entry in the history is replaced, the session ends, nothing is kept
   here. What cannot be promised: offline, the session ends only when the connection is back (see `owed`). */
(() => {
  "use strict";
  const AWAY = "/away";
  const LEFT = "left"; // a neutral word: whoever looks into the browser's store learns nothing from it
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(LEFT) : null;
  let leaving = false;

  const keep = (store, value) => {
    // A store may be forbidden altogether; leaving must go on all the same.
    try {
      if (value) window[store].setItem(LEFT, "1");
      else window[store].removeItem(LEFT);
    } catch { /* nothing is kept, then */ }
  };
  const kept = (store) => {
    try { return window[store].getItem(LEFT) === "1"; } catch { return false; }
  };
  const clear = () => {
    for (const store of ["localStorage", "sessionStorage"]) {
      try { window[store].clear(); } catch { /* forbidden: nothing was kept there */ }
    }
    // Also the help page that is kept for a time without a network. The worker does it: this page is gone too soon.
    navigator.serviceWorker?.controller?.postMessage({ forget: true });
  };
  /* An empty document is the one cover that nothing can lie on top of: no dialog, no style, no slow animation. */
  const cover = () => {
    document.title = "\u200b";
    document.documentElement.removeAttribute("data-theme");
    document.documentElement.replaceChildren();
  };
  const endSession = (where = "/leave", body = undefined) =>
    fetch(where, { method: "POST", keepalive: true, credentials: "same-origin", redirect: "manual", body });

  // A redirect that is not followed shows itself as "opaqueredirect"; anything but that or success has not ended it.
  const ended = (answer) => answer.ok || answer.type === "opaqueredirect";

  const go = (away) => location.replace(away ? AWAY : "about:blank");

  function leave(tell) {
    if (leaving) return;
    leaving = true;
    const form = document.querySelector("form[data-leave]");
    const body = form ? new URLSearchParams(new FormData(form)) : undefined;
    const where = form?.getAttribute("action") ?? undefined;
    cover();
    try { history.replaceState(null, "", AWAY); } catch { /* the address stays until the new page is there */ }
    clear();
    keep("sessionStorage", true);
    keep("localStorage", true); // owed: taken back as soon as the server has ended the session
    if (tell && channel) channel.postMessage(LEFT);
    if (!navigator.onLine) { endSession(where, body).catch(() => {}); go(false); return; }
    const slow = setTimeout(() => go(true), 700);
    endSession(where, body).then(
      (answer) => { clearTimeout(slow); if (ended(answer)) keep("localStorage", false); go(true); },
      () => { clearTimeout(slow); go(false); },
    );
  }

  /* Left while offline, and now a page of ours opens again: end the session first, then show what a stranger sees. */
  function owed() {
    leaving = true;
    document.documentElement.hidden = true;
    const show = () => { document.documentElement.hidden = false; leaving = false; };
    endSession().then((answer) => {
      if (!ended(answer)) { show(); return; }
      keep("localStorage", false);
      location.reload();
    }, show);
  }

  /* Shift three times, alone, within a second and a half. Writing "I" or "?" in between starts the count again. */
  let alone = false;
  let presses = [];
  addEventListener("keydown", (event) => {
    if (event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey) {
      if (!event.repeat) alone = true;
    } else {
      alone = false;
      presses = [];
    }
  }, true);
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    presses = [...presses, event.timeStamp].slice(-3);
    if (presses.length === 3 && presses[2] - presses[0] <= 1500) leave(true);
  }, true);
  addEventListener("pointerdown", () => { alone = false; presses = []; }, true);

  addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-leave]")) return;
    event.preventDefault();
    leave(true);
  }, true);
  channel?.addEventListener("message", () => leave(false));
  /* *Back* may bring a page up from the browser's memory. Until someone has signed in anew, none of them is shown. */
  addEventListener("pageshow", (event) => {
    if (event.persisted && (leaving || kept("sessionStorage"))) {
      cover();
      location.reload();
    } else if (!leaving && document.querySelector("form[data-leave][data-signed-in]")) keep("sessionStorage", false);
  });
  if (kept("localStorage")) owed();

  /* Said once on a machine that has a keyboard, in small words. */
  addEventListener("DOMContentLoaded", () => {
    const hint = document.querySelector("[data-leave-hint]");
    let seen = true;
    try { seen = localStorage.getItem("hint") === "1"; } catch { /* forbidden: do not say it on every page */ }
    if (!hint || seen) return;
    hint.hidden = false;
    hint.querySelector("button").addEventListener("click", () => {
      hint.hidden = true;
      try { localStorage.setItem("hint", "1"); } catch { /* it will be said again */ }
    });
  });
})();
