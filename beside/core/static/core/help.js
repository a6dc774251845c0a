/** Get help now: Escape and a click outside close it. Without script it opens and closes all the same. */
export function start() {
  const help = document.querySelector("[data-help]");
  if (!help) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !help.open) return;
    event.stopImmediatePropagation(); // one press closes one thing
    help.open = false;
    help.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (help.open && !help.contains(event.target)) help.open = false;
  });
}
