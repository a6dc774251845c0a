/* Shows what a push says, and opens the page of notices. The words are few and neutral: others may look on. */
self.addEventListener("push", (event) => {
  let title = "";
  try { title = event.data.json().title; } catch { /* a push without words still has to show something */ }
  event.waitUntil(self.registration.showNotification(title || "…", { tag: title, icon: "/mark.svg" }));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow("/notices"));
});
