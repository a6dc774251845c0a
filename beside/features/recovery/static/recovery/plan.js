/** The page of a plan: printing, and keeping up while two fill it in. Without a script the browser's menu prints. */
import { send, subscribe } from "../core/live.js";

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

const plan = document.querySelector("[data-plan]");
if (plan) {
  const say = document.querySelector("[data-plan-say]");
  let asked = 0;
  const renew = async (tell) => {
    const mine = ++asked;
    const answer = await fetch("?part=1", { credentials: "same-origin", redirect: "manual" }).catch(() => null);
    if (answer?.status === 404) { location.reload(); return; } // no longer shared
    if (!answer?.ok || mine !== asked) return;
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    plan.replaceChildren(...drawn.body.children);
    if (tell && say) say.textContent = say.dataset.words;
  };
  const follow = () => send({ do: "follow_plan", share: plan.dataset.plan }).then(() => renew(false), () => {});
  subscribe("connection", ({ state }) => state === "open" && follow());
  subscribe("plan", () => renew(true));
  subscribe("catch_up", follow);
}
