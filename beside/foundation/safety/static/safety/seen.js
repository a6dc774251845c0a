/** Shows, on the page of somebody who called for help, that a person has it now. Without script the page is loaded anew. */
import { start, subscribe } from "../core/live.js";

async function look() {
  const old = document.querySelector("[data-standing]");
  if (!old) return;
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-standing]");
    if (fresh && plain(fresh) !== plain(old)) old.replaceChildren(...fresh.childNodes); // the same live region, read aloud
  } catch {
    // The line is away; it says so itself, and the page looks again when it is back.
  }
}

/* The words alone: forms carry a new token each time. */
function plain(element) { return element.textContent.replace(/\s+/g, " ").trim(); }

for (const kind of ["seen", "catch_up"]) subscribe(kind, look);
subscribe("connection", ({ state }) => { if (state === "open") look(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
start();
