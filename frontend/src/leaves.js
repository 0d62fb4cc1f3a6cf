// The inset "Mission choisie" follows the leaf under the pointer or the focus.

function show(page, word) {
  const said = page.querySelector(`template[data-maillage-leaf="${CSS.escape(word)}"]`);
  if (said) page.querySelector("[data-maillage-inset]").replaceChildren(said.content.cloneNode(true));
}

export function start(page) {
  const drawing = page.querySelector("[data-maillage-leaves]");
  for (const name of ["pointerover", "focusin"]) {
    drawing.addEventListener(name, (event) => {
      const leaf = event.target.closest?.("[data-leaf]");
      if (leaf) show(page, leaf.dataset.leaf);
    });
  }
}
