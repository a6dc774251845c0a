/** What is written without a network: forms with data-later keep it on this device, locked with the key that the worker made
 *  at sign-in, and send it once the network is back. Each entry has a name of its own (the last part of its address, or
 *  client_id), so that what was sent twice is kept once. The worker's half is /offline-help.js. */
import { toast } from "./toasts.js";

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

const drop = (id) => own("readwrite", (all) => done(all.objectStore("outbox").delete(id)));
const refused = new Map(); // id: why the server does not take it

/** Send what waits, one after the other. Another tab may do the same: each is kept once all the same. */
async function sync() {
  const token = document.querySelector("form[data-leave] [name=csrfmiddlewaretoken]")?.value;
  let sent = 0;
  if (!navigator.onLine || !token) return;
  for (const { id, at, action, fields } of await waiting()) {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    body.set("csrfmiddlewaretoken", token);
    body.set("written_at", new Date(at).toISOString());
    const answer = await fetch(action, { method: "POST", body, credentials: "same-origin", redirect: "manual", headers: { "X-Kept": "later", Accept: "application/json" } });
    if (answer.status === 200 || answer.status === 201) { await drop(id); sent += 1; }
    else if ([400, 404, 409, 413, 422].includes(answer.status)) refused.set(id, (await answer.json().catch(() => ({}))).words ?? "");
    else break; // signed out, or our mistake: it waits on
  }
  const words = document.querySelector("[data-waiting]")?.dataset.sent;
  if (sent && words) toast(words);
}

const reachable = async () => navigator.onLine && answers();

async function answers() {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), PATIENCE);
  try { return (await fetch("/healthz", { method: "HEAD", cache: "no-store", signal: stop.signal })).status < 500; } catch { return false; } finally { clearTimeout(late); }
}

async function submit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.dataset.through) return;
  if (!form.matches("form[data-later]")) { staysHere(event); return; }
  event.preventDefault();
  const { submitter } = event;
  const pressed = form.dataset.says && submitter?.name ? submitter.textContent.trim() : "";
  const says = [form.dataset.says, ...[...form.elements].map(said), pressed].filter(Boolean).join(" · ");
  const fields = [...new FormData(form, submitter)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  const kept = !(await reachable()) && (await put({ action: form.getAttribute("action") || location.pathname, fields, says, words: form.dataset.later }).catch(() => false));
  delete form.dataset.sending;
  if (!kept) { form.dataset.through = "1"; form.requestSubmit(submitter); return; }
  renew(form);
  form.dispatchEvent(new CustomEvent("kept-for-later", { bubbles: true }));
  await show();
  // The form is empty again: where the words are now must be seen, and heard, at once.
  document.querySelector("[data-waiting]:not([hidden])")?.focus();
}

/** What cannot wait on this device: without a network it is not sent, so that the page, with all that stands on it, stays.
 *  A service on this very machine answers without one, too. */
async function staysHere(event) {
  const { target: form, submitter } = event;
  if (navigator.onLine || form.method !== "post" || form.matches("[data-leave]")) return;
  event.preventDefault();
  const there = await answers();
  delete form.dataset.sending;
  if (!there) { toast(document.querySelector("[data-signed-in]").dataset.away); return; }
  form.dataset.through = "1";
  form.requestSubmit(submitter);
}

/** What somebody chose or wrote in a field, as it reads on the page. */
function said(field) {
  if (!field.name || field.type === "hidden" || field.name === "day") return "";
  if (field.type === "radio" || field.type === "checkbox") return field.checked ? field.labels?.[0]?.textContent.trim() ?? "" : "";
  if (field.localName === "select") return field.value ? field.selectedOptions[0].textContent.trim() : "";
  return field.localName === "input" || field.localName === "textarea" ? field.value.trim() : "";
}

/** An empty form under a new name. */
function renew(form) {
  form.reset();
  for (const field of form.querySelectorAll("textarea, input[type=text], input[type=radio], input[type=checkbox]")) {
    if ("checked" in field && field.matches("[type=radio], [type=checkbox]")) field.checked = false;
    else field.value = "";
  }
  freshen(form);
}

/** A name that nothing else has, and the day it is here: a kept page was drawn earlier. */
function freshen(form) {
  if (form.elements.client_id) form.elements.client_id.value = newRef();
  else form.setAttribute("action", form.getAttribute("action").replace(/[^/]+$/, newRef()));
  const { day } = form.elements;
  if (!day) return;
  const at = new Date();
  const today = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
  if (day.max && day.max < today) day.max = today;
  day.value = today;
}

/** What waits, in words, where a page has a place for it; with a way out for what the server does not take. */
async function show() {
  const place = document.querySelector("[data-waiting]");
  if (!place) return;
  const list = (await waiting().catch(() => [])).filter((one) => one.words === place.dataset.waiting);
  place.hidden = list.length === 0;
  place.querySelector("ul").replaceChildren(...list.map((entry) => {
    const item = document.createElement("li");
    item.dir = "auto";
    item.textContent = entry.says;
    if (refused.has(entry.id)) item.append(...wayOut(entry.id, place.dataset.drop));
    return item;
  }));
}

function wayOut(id, label) {
  const why = document.createElement("p");
  why.className = "small";
  why.textContent = refused.get(id);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet small";
  button.textContent = label;
  button.addEventListener("click", () => drop(id).then(show));
  return [why, button];
}

export function start() {
  if (!("indexedDB" in window) || !crypto.subtle) return;
  if ("kept" in document.documentElement.dataset) document.querySelectorAll("form[data-later]").forEach(freshen);
  const all = () => sync().catch(() => { /* the next page, or the network coming back, tries again */ }).then(show);
  document.addEventListener("submit", submit);
  addEventListener("online", all);
  all();
}
