/* Help without a network. Keeps one page, /help/kept, and the few files it is drawn with, for everybody. That page is asked
   for without a cookie: it reads the same for everybody in a country and shows no sign of an account.
   For somebody who is signed in it keeps the pages of their own that /offline/pages names, such as their safety plan: locked
   (AES-GCM) with a key that is made here, cannot be read out, and is destroyed with them by signing out, by another person
   signing in, when the session would have ended, and by "Leave quickly". What they write meanwhile (core/later.js) is locked
   with the same key and waits; while something waits the key stays, but for "Leave quickly" and another person.
   "Leave quickly" takes everything away (core/leave.js, and Clear-Site-Data from /leave); the next visit brings it anew. */
"use strict";
const STORE = "offline-help";
const PAGE = "/help/kept";
const DAY = 24 * 60 * 60 * 1000;
const PATIENCE = 3000; // milliseconds: a dying connection must not leave somebody waiting for a number
const KEPT_AT = "x-kept-at";
const KEPT_FOR = "x-kept-for";
// Pages of numbers alone. /help/now is not one of them: who has just called the staff must not be shown, after three
// seconds, a page that says nothing of that call.
const NUMBERS = /^\/help(\/[a-z]{2})?$/i;
// Styles, font, mark, and the script of "Leave quickly".
const DRAWN_WITH = /\/static\/core\/(?:leave(?:\.[0-9a-f]+)?\.js|[\w./-]+\.(?:css|woff2|svg))|\/static\/safety\/[\w.-]+\.css/g;

const held = async () => (await caches.open(STORE)).match(PAGE);

async function isFresh(country) {
  const page = await held();
  const age = page ? Date.now() - Number(page.headers.get(KEPT_AT)) : Infinity;
  return page?.headers.get(KEPT_FOR) === country && age >= 0 && age < DAY;
}

async function fetched(address) {
  const answer = await fetch(address, { credentials: "omit", redirect: "error" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

/* All or nothing: what was kept before stays until everything new is here. */
async function keep(country) {
  if (await isFresh(country)) return;
  const page = await fetched(`${PAGE}?country=${encodeURIComponent(country)}`);
  const text = await page.text();
  const addresses = [...new Set(text.match(DRAWN_WITH) ?? [])];
  const files = await Promise.all(addresses.map(fetched));
  const headers = new Headers(page.headers);
  for (const name of ["content-length", "content-encoding"]) headers.delete(name); // they told of the way here
  headers.set(KEPT_AT, String(Date.now()));
  headers.set(KEPT_FOR, country);
  const store = await caches.open(STORE);
  await Promise.all(addresses.map((address, at) => store.put(address, files[at])));
  await store.put(PAGE, new Response(text, { headers }));
  const wanted = new Set([PAGE, ...addresses]);
  for (const request of await store.keys()) {
    if (!wanted.has(new URL(request.url).pathname)) await store.delete(request);
  }
}

// --- one's own pages ---
const OWN = "own";
const OWN_FILES = "own-files";
const OWN_LIST = "/offline/pages";
const AGAIN = 10 * 60 * 1000; // milliseconds until they are fetched anew
const DRAWN = /\/static\/[\w./-]+\.(?:css|js|woff2|svg)/g;
const IMPORTED = /(?:from|import)\s*\(?\s*["'](\.{1,2}\/[\w./-]+\.js)["']/g;

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function own(mode, work) {
  const opening = indexedDB.open(OWN, 1);
  opening.onupgradeneeded = () => { for (const name of ["key", "pages", "outbox"]) opening.result.createObjectStore(name); };
  const base = await done(opening);
  try { return await work(base.transaction(["key", "pages", "outbox"], mode)); } finally { base.close(); }
}

const lock = () => own("readonly", (all) => done(all.objectStore("key").get("key")));

let takenAway = 0; // how often: what was still being kept meanwhile comes too late, and is not put there again
let keeping = null; // one at a time: two pages that open together ask for the same

/* A stranger's page: what somebody wrote without a network stays, locked, until they are back; all else goes. */
async function forgetRead() {
  takenAway += 1;
  const left = await own("readwrite", async (all) => {
    await done(all.objectStore("pages").clear());
    return done(all.objectStore("outbox").count());
  });
  if (!left) await forgetOwn();
}

async function forgetOwn() {
  takenAway += 1;
  await Promise.all([done(indexedDB.deleteDatabase(OWN)), caches.delete(OWN_FILES)]);
}

async function keepOwn() {
  let seen = takenAway;
  const before = await lock();
  if (before && Date.now() - before.at < AGAIN && Date.now() - before.at >= 0) return;
  const answer = await fetch(OWN_LIST, { credentials: "same-origin", redirect: "manual" });
  if (!answer.ok) return;
  const { owner, until, pages } = await answer.json();
  if (before && before.owner !== owner) { seen += 1; await forgetOwn(); }
  const key = before?.owner === owner ? before.key : await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const kept = new Map();
  const files = new Set();
  for (const path of pages) {
    const page = await fetch(path, { credentials: "same-origin", redirect: "manual" });
    if (!page.ok) continue;
    const text = await page.text();
    for (const file of text.match(DRAWN) ?? []) files.add(file);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(path) }, key, new TextEncoder().encode(text));
    kept.set(path, { iv, sealed, csp: page.headers.get("content-security-policy") ?? "" });
  }
  await keepFiles(files);
  if (seen !== takenAway) return;
  await own("readwrite", async (all) => {
    if (seen !== takenAway) return; // whatever takes them away from here on comes after this
    const store = all.objectStore("pages");
    await done(store.clear());
    for (const [path, page] of kept) await done(store.put(page, path));
    await done(all.objectStore("key").put({ key, owner, until, at: Date.now() }, "key"));
  });
}

/* Styles, scripts and what those import; they are the same for everybody. */
async function keepFiles(files) {
  const store = await caches.open(OWN_FILES);
  for (const file of files) { // grows while scripts name others
    const there = await store.match(file);
    const answer = there ?? (await fetched(file));
    if (file.endsWith(".js")) {
      const text = await answer.clone().text();
      for (const [, name] of text.matchAll(IMPORTED)) files.add(new URL(name, new URL(file, location.origin)).pathname);
    }
    if (!there) await store.put(file, answer);
  }
  for (const request of await store.keys()) if (!files.has(new URL(request.url).pathname)) await store.delete(request);
}

async function ownPage(path) {
  try {
    const found = await lock();
    if (!found) return null;
    if (Date.now() > found.until * 1000) { await forgetRead(); return null; }
    const page = await own("readonly", (all) => done(all.objectStore("pages").get(path)));
    if (!page) return null;
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: page.iv, additionalData: new TextEncoder().encode(path) }, found.key, page.sealed);
    // The page itself has to know that it was drawn on another day (core/later.js).
    const text = new TextDecoder().decode(plain).replace("<html", "<html data-kept");
    return new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": page.csp, "Cache-Control": "no-store" } });
  } catch { return null; } // forbidden here, or broken: the help page is there all the same
}

/* The kept help page; with the way to one's own pages where there are any. */
async function helpPage() {
  const kept = await held();
  if (!kept || !(await ownPage("/plans/safety"))) return kept;
  const text = (await kept.clone().text()).replace("data-own hidden", "data-own");
  return new Response(text, { headers: kept.headers });
}

const silence = () =>
  new Response("<!doctype html><title>New tab</title>", { headers: { "Content-Type": "text/html; charset=utf-8" } });

/* The network's answer; the kept page where there is none, or (numbers) none in time. */
async function page(event) {
  const { pathname } = new URL(event.request.url);
  const asked = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  const late = new Promise((done) => { if (NUMBERS.test(pathname)) setTimeout(() => done(null), PATIENCE); });
  try {
    const answer = await Promise.race([asked, late]);
    return answer ?? (await helpPage()) ?? (await asked);
  } catch (away) {
    // Where "Leave quickly" leads must say nothing about this place, with or without a network.
    if (pathname === "/away") return silence();
    const kept = (await ownPage(pathname)) ?? (await helpPage());
    if (kept) return kept;
    throw away;
  }
}

async function file(request) {
  try {
    return await fetch(request);
  } catch (away) {
    const kept = await caches.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw away;
  }
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  // The page is asked for while the worker still wakes up, so that it costs no page any time.
  event.waitUntil(Promise.all([clients.claim(), registration.navigationPreload?.enable()]));
});
addEventListener("message", (event) => {
  if (event.data?.forget) event.waitUntil(Promise.all([caches.delete(STORE), forgetOwn()]));
  else if (event.data?.own === false) event.waitUntil(forgetRead().catch(() => {}));
  else if (event.data?.own) {
    keeping ??= keepOwn().catch(() => { /* the next page tries again */ }).finally(() => { keeping = null; });
    event.waitUntil(keeping);
  }
  else if (typeof event.data?.keep === "string") event.waitUntil(keep(event.data.keep).catch(() => { /* the next page tries again */ }));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (pathname.startsWith("/static/")) event.respondWith(file(request));
});
