// Prints the page, for those who do not look for it in the menu of their browser.

export function start(page) {
  page.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-maillage-print]")) print();
  });
}
