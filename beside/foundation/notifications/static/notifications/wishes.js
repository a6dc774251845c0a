/** Turns pushes on for this browser. Without script, or where the browser cannot, the part stays hidden. */
const part = document.querySelector("[data-push]");
if (part && "serviceWorker" in navigator && "PushManager" in window) {
  part.hidden = false;
  const said = part.querySelector("[data-said]");
  part.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    try {
      if (await Notification.requestPermission() !== "granted") { said.textContent = part.dataset.no; return; }
      const worker = await navigator.serviceWorker.register("/push.js", { scope: "/push/" });
      await active(worker);
      const key = part.dataset.key;
      const made = (await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })).toJSON();
      const body = new FormData(form);
      body.set("endpoint", made.endpoint);
      body.set("p256dh", made.keys.p256dh);
      body.set("auth", made.keys.auth);
      const answer = await fetch(form.action, { method: "POST", body });
      if (answer.ok) location.reload();
      else said.textContent = (await answer.json()).words;
    } catch { said.textContent = part.dataset.cannot; }
  });
}

function active(registration) {
  const worker = registration.active || registration.waiting || registration.installing;
  if (worker.state === "activated") return Promise.resolve();
  return new Promise((done) => worker.addEventListener("statechange", () => worker.state === "activated" && done()));
}
