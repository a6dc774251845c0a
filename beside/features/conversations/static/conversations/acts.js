/** What can be done with one message, opened in place under it. Where the line is away, the plain page does the same. */
import { send } from "../core/live.js";
import { toast } from "../core/toasts.js";
import { excerpt, shape } from "./words.js";

const AWAY = new Set(["unreachable", "interrupted", "offline", "signed-out", "too-many"]);

export function start(messages, composer) {
  const { list, ref } = messages;
  const itemOf = (element) => element.closest(".msg[id]");
  const numberOf = (item) => Number(item.id.slice(1));
  const current = (number) => messages.item(number);

  function close(item, focus = true) {
    item.querySelector(".acts, .editing")?.remove();
    const more = item.querySelector(".more");
    more?.setAttribute("aria-expanded", "false");
    if (focus) more?.focus();
  }

  function open(item, element) {
    for (const other of list.querySelectorAll(".msg:has(.acts), .msg:has(.editing)")) close(other, false);
    item.querySelector(".body").append(element);
    item.querySelector(".more")?.setAttribute("aria-expanded", "true");
    element.querySelector("textarea, button, a")?.focus({ preventScroll: true });
    // Clear of the box to write in, which stays at the foot of the window.
    element.style.scrollMarginBottom = `${document.querySelector("[data-below]").offsetHeight}px`;
    element.scrollIntoView({ block: "nearest" });
  }

  function menu(item) {
    const acts = shape("shape-acts");
    const mine = item.classList.contains("mine");
    const given = (item.dataset.mine ?? "").split(" ");
    for (const button of acts.querySelectorAll("[data-kind]")) {
      button.setAttribute("aria-pressed", String(given.includes(button.dataset.kind)));
    }
    if (mine) acts.querySelector("[data-kinds]").remove();
    for (const name of mine ? ["report"] : ["edit", "take-back"]) acts.querySelector(`[data-do="${name}"]`).remove();
    if (!composer.form) acts.querySelector('[data-do="quote"]').remove();
    if (!mine) acts.querySelector('[data-do="report"]').href = `/report?text=talk.message:${ref}:${numberOf(item)}`;
    open(item, acts);
  }

  async function ask(frame, item, plain) {
    try {
      const { message } = await send({ talk: ref, number: numberOf(item), ...frame });
      if (message) { messages.heard(message.change); messages.put(message); }
      return true;
    } catch (error) {
      if (AWAY.has(error.code)) location.assign(`/talk/${ref}/${numberOf(item)}${plain}`);
      else toast(error.words, "warm");
      return false;
    }
  }

  function edit(item) {
    const form = shape("shape-edit");
    const box = form.querySelector("textarea");
    box.id = "other-words";
    form.querySelector("label").htmlFor = box.id;
    box.value = item.querySelector(".text").textContent;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopPropagation();
      const number = numberOf(item);
      if (await ask({ do: "edit", text: box.value }, item, "/edit")) close(current(number));
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
    });
    close(item, false);
    open(item, form);
  }

  async function takeBack(item) {
    if (await ask({ do: "take_back" }, item, "/take-back")) composer.box?.focus();
  }

  function sure(item) {
    close(item, false);
    open(item, shape("shape-sure"));
  }

  function quote(item) {
    close(item, false);
    composer.quote({
      number: numberOf(item),
      name: item.querySelector(".who").textContent,
      excerpt: excerpt(item.querySelector(".text").textContent),
    });
  }

  async function react(item, button) {
    const number = numberOf(item);
    const given = button.getAttribute("aria-pressed") === "true";
    if (await ask({ do: given ? "unreact" : "react", kind: button.dataset.kind }, item, "")) close(current(number));
  }

  const does = { edit, quote, close, "take-back": sure, sure: takeBack };

  list.addEventListener("click", (event) => {
    const item = itemOf(event.target);
    if (!item || event.ctrlKey || event.metaKey) return;
    const more = event.target.closest(".more");
    if (more) {
      event.preventDefault();
      if (item.querySelector(".acts, .editing")) close(item);
      else menu(item);
      return;
    }
    const kind = event.target.closest("[data-kind]");
    if (kind) { react(item, kind); return; }
    const act = does[event.target.closest("[data-do]")?.dataset.do];
    if (act) { event.preventDefault(); act(item); }
  });

  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const item = itemOf(event.target);
    if (item?.querySelector(".acts, .editing")) { event.stopPropagation(); close(item); }
  });

  for (const more of list.querySelectorAll(".more")) more.setAttribute("aria-expanded", "false");
}
