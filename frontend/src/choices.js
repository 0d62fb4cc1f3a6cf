// A long list of boxes is narrowed by what is typed above it; the boxes already ticked stay in sight.

const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Shows the choices that hold every word typed, and those that are ticked. */
function narrow(search) {
  const words = fold(search.value).split(/\s+/);
  for (const choice of search.closest(".m-choices").querySelectorAll(".m-choice")) {
    const said = fold(choice.textContent);
    choice.hidden = !choice.querySelector(":checked") && !words.every((word) => said.includes(word));
  }
}

export function start(page) {
  for (const search of page.querySelectorAll("[data-maillage-choices]")) {
    search.hidden = false;
    search.addEventListener("input", () => narrow(search));
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
  }
}
