/** What is written without a network: forms with data-later keep it on this device, locked with the key that the worker made
 *  at sign-in, and send it once the network is back. Each entry has a name of its own (the last part of its address, or
 *  client_id), so that what was sent twice is kept once. The worker's half is /offline-help.js. */
const LETTERS = "23456789abcdefghjkmnpqrstvwxyz"; // as core/ids.py
const PATIENCE = 3000; // ms until a network that does not answer counts as none

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function own(mode, work) {
  const opening = indexedDB.open("own", 1);
  opening.onupgradeneeded = () => { for (const name of ["key", "pages", "outbox"]) opening.result.createObjectStore(name); };
  const base = await done(opening);
  try { return await work(base.transaction(["key", "outbox"], mode)); } finally { base.close(); }
}

const newRef = () => [...crypto.getRandomValues(new Uint8Array(16))].map((one) => LETTERS[one % LETTERS.length]).join("");
const extra = (id) => new TextEncoder().encode(`outbox:${id}`);

async function lock() { return (await own("readonly", (all) => done(all.objectStore("key").get("key"))))?.key; }

/** Keep an entry on this device. False where there is no key: then the form is sent as usual, whatever comes. */
async function put(entry) {
  const key = await lock().catch(() => null);
  if (!key) return false;
  const id = newRef();
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: extra(id) }, key, new TextEncoder().encode(JSON.stringify(entry)));
  await own("readwrite", (all) => done(all.objectStore("outbox").put({ iv, sealed, at: Date.now() }, id)));
  return true;
}

/** Everything that waits, oldest first. */
async function waiting() {
  const key = await lock();
  if (!key) return [];
  const [ids, rows] = await own("readonly", (all) => Promise.all([done(all.objectStore("outbox").getAllKeys()), done(all.objectStore("outbox").getAll())]));
  const found = await Promise.all(ids.map(async (id, at) => {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: rows[at].iv, additionalData: extra(id) }, key, rows[at].sealed);
    return { id, at: rows[at].at, ...JSON.parse(new TextDecoder().decode(plain)) };
  }));
  return found.sort((one, other) => one.at - other.at);
}

const take = (id) => own("readwrite", (all) => done(all.objectStore("outbox").delete(id)));

/** Send what waits, one after the other. Another tab may do the same: each is kept once all the same. */
async function sync() {
  const token = document.querySelector("form[data-leave] [name=csrfmiddlewaretoken]")?.value;
  if (!navigator.onLine || !token) return;
  for (const { id, action, fields } of await waiting()) {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    body.set("csrfmiddlewaretoken", token);
    const answer = await fetch(action, { method: "POST", body, credentials: "same-origin", redirect: "manual", headers: { "X-Kept": "later", Accept: "application/json" } });
    if (answer.status === 200 || answer.status === 201) await take(id);
    else if (answer.status === 401 || answer.status >= 500) return; // signed out, or our mistake: it waits on
  }
}

async function reachable() {
  if (!navigator.onLine) return false;
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), PATIENCE);
  try { return (await fetch("/healthz", { method: "HEAD", cache: "no-store", signal: stop.signal })).status < 500; } catch { return false; } finally { clearTimeout(late); }
}

async function submit(event) {
  const form = event.target;
  if (event.defaultPrevented || !form.matches?.("form[data-later]") || form.dataset.through) return;
  event.preventDefault();
  const { submitter } = event;
  const fields = [...new FormData(form, submitter)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  const kept = !(await reachable()) && (await put({ action: form.getAttribute("action") || location.pathname, fields, words: form.dataset.later }).catch(() => false));
  delete form.dataset.sending;
  if (!kept) { form.dataset.through = "1"; form.requestSubmit(submitter); return; }
  renew(form);
  form.dispatchEvent(new CustomEvent("kept-for-later", { bubbles: true }));
  await show();
}

/** An empty form under a new name. */
function renew(form) {
  form.reset();
  for (const box of form.querySelectorAll("textarea, input[type=text]")) box.value = "";
  if (form.elements.client_id) form.elements.client_id.value = newRef();
  else form.setAttribute("action", form.getAttribute("action").replace(/[^/]+$/, newRef()));
}

/** What waits, in words, where a page has a place for it. */
async function show() {
  const place = document.querySelector("[data-waiting]");
  if (!place) return;
  const list = (await waiting().catch(() => [])).filter((one) => one.words === place.dataset.waiting);
  place.hidden = list.length === 0;
  place.querySelector("ul").replaceChildren(...list.map((entry) => {
    const item = document.createElement("li");
    item.dir = "auto";
    item.textContent = entry.fields.filter(([name, value]) => value && !["version", "client_id", "day"].includes(name)).map(([, value]) => value).join(" · ");
    return item;
  }));
}

export function start() {
  if (!("indexedDB" in window) || !crypto.subtle || !document.querySelector("[data-signed-in]")) return;
  const all = () => sync().catch(() => { /* the next page, or the network coming back, tries again */ }).then(show);
  document.addEventListener("submit", submit);
  addEventListener("online", all);
  all();
}
