// While one types in the search, six answers stand under it: arrows choose, Enter opens, Escape puts them away.

function choose(box, option) {
  for (const one of box.list.children) one.setAttribute("aria-selected", String(one === option));
  if (option) box.input.setAttribute("aria-activedescendant", option.id);
  else box.input.removeAttribute("aria-activedescendant");
}

function show(box, isShown) {
  box.list.hidden = !isShown;
  box.input.setAttribute("aria-expanded", String(isShown));
  choose(box, null);
}

/** The option after the chosen one, or before it; round the list. */
function next(box, step) {
  const options = [...box.list.children];
  const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const from = at < 0 && step < 0 ? 0 : at;
  return options[(from + step + options.length) % options.length];
}

function press(box, event) {
  if (box.list.hidden) return;
  const chosen = box.list.querySelector('[aria-selected="true"]');
  if (event.key === "ArrowDown" || event.key === "ArrowUp") choose(box, next(box, event.key === "ArrowDown" ? 1 : -1));
  else if (event.key === "Enter" && chosen) chosen.click();
  else if (event.key === "Escape") show(box, false);
  else return;
  event.preventDefault();
}

export function start(page) {
  const input = page.querySelector("[data-maillage-search]");
  const list = page.getElementById("m-proposals");
  if (!input || !list) return;
  const box = { input, list };
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.addEventListener("keydown", (event) => press(box, event));
  input.addEventListener("input", () => { if (!input.value.trim()) show(box, false); });
  list.addEventListener("htmx:afterSwap", () => show(box, list.children.length > 0 && page.activeElement === input));
  input.form.addEventListener("focusout", (event) => { if (!input.form.contains(event.relatedTarget)) show(box, false); });
}
