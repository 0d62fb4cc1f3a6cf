// The keyboard in a register: arrows go from row to row, Escape closes the panel, an opened panel takes the focus.

const ROW = "[data-maillage-row]";

function neighbour(page, from, step) {
  const rows = [...page.querySelectorAll(ROW)];
  return rows[rows.indexOf(from) + step];
}

function onKey(event) {
  const page = event.target.ownerDocument;
  if (event.key === "Escape") {
    page.querySelector("[data-maillage-panel] [data-maillage-close]")?.click();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches?.(ROW)) return;
  const next = neighbour(page, event.target, step);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** After a swap the focus is lost with the old rows: it goes to the panel, or back to the row that was open. */
function keepFocus(event) {
  const page = event.target.ownerDocument;
  const asked = event.detail.requestConfig?.elt;
  if (!asked?.matches?.(`${ROW}, [data-maillage-close]`)) return;
  const panel = page.querySelector("[data-maillage-panel] h2");
  const row = [...page.querySelectorAll(ROW)].find((link) => link.pathname === asked.dataset.maillageClose);
  const place = panel ?? row ?? page.querySelector(ROW);
  place?.focus();
}

/** An open row stands in view beside its panel; under 70rem the panel comes first, and the page stays at its top. */
function showOpenRow(page) {
  if (!matchMedia("(min-width: 70.0625rem)").matches) return;
  page.querySelector("[data-maillage-register] ~ #rows tr[aria-current]")?.scrollIntoView({ block: "nearest" });
}

export function start(page) {
  showOpenRow(page);
  page.addEventListener("keydown", onKey);
  page.addEventListener("htmx:afterSettle", keepFocus);
}
