/** Keeps what is being written, and shows hints on it: shared by the page that begins a post and the box under one. */
const WAIT = 1200; // ms after the last key

export function keepDrafts(form, hints) {
  const kept = form.querySelector("[data-kept]");
  let timer = 0;
  let last = "";
  const away = new Set();
  for (const plain of form.querySelectorAll("[data-plain]")) plain.hidden = true;
  form.elements.seen.value = "all"; // hints come as one writes, not after

  const words = () => [...form.querySelectorAll("[data-text], [name=title]")].map((box) => box.value).join("\n");
  const soon = () => { clearTimeout(timer); timer = setTimeout(keep, WAIT); };

  async function keep() {
    clearTimeout(timer);
    const now = words();
    if (now === last) return;
    const body = new FormData(form);
    body.delete("photo");
    const answer = await fetch(form.dataset.draft, { method: "POST", body, credentials: "same-origin", redirect: "manual", keepalive: true }).catch(() => null);
    if (!answer?.ok) return; // it stays in the box, and is tried again with the next key
    last = now;
    if (kept) kept.hidden = !now.trim();
    const { hints: html } = await answer.json().catch(() => ({ hints: "" }));
    if (words() === now) show(html);
  }

  function show(html) {
    if (!hints) return;
    // Drawn and escaped by the server; nothing typed here becomes HTML on the way.
    const drawn = new DOMParser().parseFromString(html, "text/html");
    for (const card of drawn.querySelectorAll("[data-kind]")) if (away.has(card.dataset.kind)) card.remove();
    hints.replaceChildren(...drawn.body.childNodes);
  }

  hints?.addEventListener("click", (event) => {
    const card = event.target.closest("[data-put-away]")?.closest("[data-kind]");
    if (!card) return;
    away.add(card.dataset.kind);
    card.remove();
    form.querySelector("[data-text]")?.focus();
  });
  form.addEventListener("input", soon);
  addEventListener("pagehide", keep);
  return {
    stop() { clearTimeout(timer); last = words(); },
    clear() { away.clear(); hints?.replaceChildren(); last = ""; if (kept) kept.hidden = true; },
  };
}
