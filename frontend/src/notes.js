// A note that somebody is typing is never replaced: what others wrote waits until the hand is at rest.

export function start(page) {
  const sent = new WeakMap();
  page.addEventListener("htmx:beforeRequest", (event) => {
    const text = event.target.querySelector?.("[data-maillage-note]");
    if (text) sent.set(event.target, text.value);
  });
  page.addEventListener("htmx:oobBeforeSwap", (event) => {
    const text = event.detail.target.querySelector?.("[data-maillage-note]");
    if (text && sent.get(text.form) !== text.value) event.detail.shouldSwap = false;
  });
}
