// The keyboard in a matrix: arrows go from cell to cell, Enter opens the chosen cell, Escape comes back to it.
import htmx from "htmx.org";

const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
const EDGES = { ArrowRight: "right", ArrowLeft: "left", ArrowDown: "down", ArrowUp: "up" };

function cellAt(table, row, column) {
  return table.tBodies[0].rows[row]?.cells[column]?.querySelector(".m-cell") ?? null;
}

function placeOf(cell) {
  const box = cell.closest("td");
  return [box.parentElement.sectionRowIndex, box.cellIndex];
}

/** One cell only is reached by Tab: the one that was last under the focus. */
function rove(table, cell) {
  table.querySelector('a.m-cell[tabindex="0"]')?.setAttribute("tabindex", "-1");
  cell.setAttribute("tabindex", "0");
}

function goTo(table, cell) {
  rove(table, cell);
  cell.focus();
}

function target(table, key, row, column) {
  if (key === "Home") return cellAt(table, row, table.tHead.rows[0].cells.length - lengthOfRow(table));
  if (key === "End") return cellAt(table, row, table.tHead.rows[0].cells.length - 1);
  const [down, right] = STEPS[key];
  return cellAt(table, row + down, column + right);
}

/** How many cells a row has, without its head and what it tells. */
function lengthOfRow(table) {
  return table.tBodies[0].rows[0].querySelectorAll(".m-cell").length;
}

function onKey(table, event) {
  const cell = event.target.closest?.(".m-cell");
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!(event.key in STEPS) && event.key !== "Home" && event.key !== "End") return;
  event.preventDefault();
  const next = target(table, event.key, ...placeOf(cell));
  if (next) goTo(table, next);
  else table.ownerDocument.querySelector(`[data-maillage-edge="${EDGES[event.key]}"]`)?.click();
}

function onClick(table, event) {
  const cell = event.target.closest?.("a.m-cell");
  if (!cell || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  rove(table, cell);
  table.querySelector(".m-cell[aria-current]")?.removeAttribute("aria-current");
  cell.setAttribute("aria-current", "true");
  htmx.ajax("GET", cell.getAttribute("href"), { target: "#m-chosen", swap: "outerHTML" });
}

function onSwap(page) {
  const offered = page.querySelector("#m-chosen [data-maillage-cell]");
  if (page.querySelector("#m-chosen .m-saved")) {
    page.getElementById(offered?.dataset.maillageCell)?.querySelector(".m-cell")?.focus();
    return;
  }
  (offered?.querySelector("input:checked") ?? offered?.querySelector("input[type=radio], a"))?.focus();
}

function onEscape(page, event) {
  const offered = event.target.closest?.("#m-chosen [data-maillage-cell]");
  if (event.key !== "Escape" || !offered) return;
  page.getElementById(offered.dataset.maillageCell)?.querySelector(".m-cell")?.focus();
}

/** The browser goes to the cell that the address names, before this script or after it: its focus is for the link. */
function arrive(cell) {
  const box = cell.closest("td");
  box.tabIndex = -1;
  box.addEventListener("focus", () => cell.focus(), { once: true });
  cell.focus();
}

export function start(page) {
  const table = page.querySelector("[data-maillage-matrix]");
  const cells = table.querySelectorAll("a.m-cell");
  for (const cell of cells) cell.setAttribute("tabindex", "-1");
  const current = table.querySelector("a.m-cell[aria-current]");
  (current ?? cells[0])?.setAttribute("tabindex", "0");
  if (current && page.location.hash.startsWith("#c-")) arrive(current);
  table.addEventListener("keydown", (event) => onKey(table, event));
  table.addEventListener("click", (event) => onClick(table, event));
  page.addEventListener("keydown", (event) => onEscape(page, event));
  page.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id === "m-chosen") onSwap(page);
  });
}
