/** What has just happened, said quietly. A toast stays until it is dismissed. */
const region = () => document.querySelector("[data-toasts]");

function wire(toast) {
  const button = toast.querySelector("[data-dismiss]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = toast.nextElementSibling ?? toast.previousElementSibling;
    toast.remove();
    (next?.querySelector("[data-dismiss]") ?? document.querySelector("main"))?.focus();
  });
}

/** Say `text`; kind "" or "warm". Returns the element. */
export function toast(text, kind = "") {
  const copy = document.querySelector("template#toast").content.cloneNode(true);
  const element = copy.querySelector("[data-toast]");
  element.querySelector("p").textContent = text;
  if (kind) element.classList.add(kind);
  wire(element);
  region().append(element);
  return element;
}

export function start() {
  const box = region();
  if (!box) return;
  // A live region speaks only when it changes, so what came with the page is put in once more.
  const here = [...box.children];
  box.replaceChildren();
  requestAnimationFrame(() => {
    box.append(...here);
    here.forEach(wire);
  });
}
