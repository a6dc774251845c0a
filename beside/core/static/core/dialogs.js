/** Links marked `data-dialog` open in place; the same link is a page of its own when there is no script.
 *
 *  `<a href="/x/end" data-dialog="end">` opens `<dialog id="end">` if it is in the page; `data-dialog=""` fetches the
 *  page behind the link and shows what stands in its <main>. If anything is in the way, the link is simply followed. */

/* Not a modal dialog of the browser's: that would put the bar, with help and the way out, out of reach. Everything but
   the bar rests instead. */
const resting = () => document.querySelectorAll("main, .places, .own, .foot");

function open(dialog, opener) {
  const veil = document.createElement("div");
  veil.className = "veil";
  veil.addEventListener("click", () => dialog.close());
  // Out of the page that is about to rest, and above it.
  document.body.append(veil, dialog);
  for (const part of resting()) part.inert = true;
  dialog.addEventListener("close", () => {
    veil.remove();
    for (const part of resting()) part.inert = false;
    opener.focus();
  }, { once: true });
  dialog.show();
}

async function fetched(link) {
  const answer = await fetch(link.href, { headers: { Accept: "text/html" }, credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.querySelector("main");
  if (!main) return null;
  const frame = document.querySelector("template#dialog-frame");
  const dialog = document.createElement("dialog");
  const inside = document.createElement("div");
  inside.className = "dialog";
  const title = main.querySelector("h1");
  if (title) {
    title.id ||= "dialog-title";
    dialog.setAttribute("aria-labelledby", title.id);
  }
  if (frame) inside.append(frame.content.cloneNode(true));
  // A form without an address belongs to the page it came from.
  for (const form of main.querySelectorAll("form:not([action])")) form.setAttribute("action", link.href);
  inside.append(...main.childNodes);
  dialog.append(inside);
  dialog.addEventListener("close", () => dialog.remove());
  return dialog;
}

export function start() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[data-dialog]");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const here = link.dataset.dialog && document.getElementById(link.dataset.dialog);
    event.preventDefault();
    if (here) { open(here, link); return; }
    const dialog = await fetched(link).catch(() => null);
    if (dialog) open(dialog, link);
    else location.assign(link.href);
  });
  document.addEventListener("keydown", (event) => {
    const help = document.querySelector("[data-help][open]");
    if (event.key === "Escape" && !help) document.querySelector("dialog[open]")?.close();
  });
}
