// The inset "Mission choisie" follows the mission under the pointer or the focus, in the tree as in the columns; Escape puts it away.

/** Writes in the inset what the columns say of this mission. */
function show(map, slug) {
  const told = map.querySelector(`.m-leaf[data-leaf="${CSS.escape(slug)}"]`);
  const inset = map.querySelector("[data-maillage-inset]");
  if (!told || !inset) return;
  const slot = (name) => inset.querySelector(`[data-slot="${name}"]`);
  const mark = told.querySelector(".m-mark");
  inset.hidden = false;
  inset.dataset.phase = told.closest("[data-phase]").dataset.phase;
  slot("label").textContent = told.querySelector("span").firstChild.textContent;
  slot("mark").replaceChildren(...(mark ? [mark.cloneNode(true)] : []));
  slot("since").textContent = told.dataset.since;
  for (const part of ["why", "next"]) {
    slot(part).textContent = told.dataset[part];
    inset.querySelector(`[data-part="${part}"]`).hidden = !told.dataset[part];
  }
  slot("url").href = told.href;
  const say = slot("say");
  if (say) say.href = `${told.href}#dire`;
}

export function start(page) {
  const map = page.querySelector(".m-map[data-maillage-leaves]");
  const reached = map?.querySelector("[data-leaf]:focus"); // the focus may come before this script
  if (reached) show(map, reached.dataset.leaf);
  for (const name of ["pointerover", "focusin"]) {
    map?.addEventListener(name, (event) => {
      const leaf = event.target.closest?.("[data-leaf]");
      if (leaf) show(map, leaf.dataset.leaf);
    });
  }
  page.addEventListener("keydown", (event) => {
    const inset = map?.querySelector("[data-maillage-inset]");
    if (event.key === "Escape" && inset) inset.hidden = true;
  });
}
