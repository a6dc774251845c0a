/** Opens the live connection and says, quietly, when it is away. A short gap is not worth a word. */
import { start, subscribe } from "./live.js";

const SHORT = 2000; // ms
const box = document.querySelector("[data-connection]");
let timer = 0;

function show(state) {
  const back = box.querySelector("[data-back]");
  const next = new URLSearchParams({ next: location.pathname + location.search });
  back.setAttribute("href", `${back.getAttribute("href").split("?")[0]}?${next}`);
  for (const line of box.querySelectorAll("[data-when]")) line.hidden = line.dataset.when !== state;
}

if (box) {
  subscribe("connection", ({ state }) => {
    clearTimeout(timer);
    if (state === "connecting") timer = setTimeout(() => show(state), SHORT);
    else show(state);
  });
}
start();
