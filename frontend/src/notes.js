// A note that somebody is typing is never replaced: what others wrote waits until the hand is at rest.

const HIDDEN_PAUSE = 60_000;

export function start(page) {
  const sent = new WeakMap();
  const asked = new WeakMap();
  // Where nothing was typed, one only asks: an ended session then keeps the note that was, and no other.
  page.addEventListener("htmx:configRequest", (event) => {
    if (document.hidden && event.target.matches?.("[data-maillage-live]")) return event.preventDefault();
    const text = event.target.querySelector?.("[data-maillage-note]");
    if (!text || text.value !== text.form.elements.base.value) return;
    // A page that nobody looks at asks once a minute.
    const now = Date.now();
    if (document.hidden && now - (asked.get(text) ?? 0) < HIDDEN_PAUSE) return event.preventDefault();
    asked.set(text, now);
    event.detail.verb = "get";
    event.detail.parameters = { version: text.form.elements.version.value, from: text.form.elements.from?.value ?? "" };
  });
  page.addEventListener("htmx:beforeRequest", (event) => {
    const text = event.target.querySelector?.("[data-maillage-note]");
    if (text) sent.set(event.target, text.value);
  });
  page.addEventListener("htmx:oobBeforeSwap", (event) => {
    const text = event.detail.target.querySelector?.("[data-maillage-note]");
    if (text && sent.get(text.form) !== text.value) event.detail.shouldSwap = false;
  });
}
