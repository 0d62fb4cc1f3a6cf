// "/" goes to the page's own filter if it has one, to the search of the cooperation otherwise; who wishes it switches it off.

/** True where a key belongs to what is being typed. */
export function isTyping(element) {
  return element instanceof HTMLElement && (element.isContentEditable || /^(input|select|textarea)$/i.test(element.tagName));
}

export function startShortcuts(page) {
  if (page.body.hasAttribute("data-maillage-no-shortcut")) return;
  page.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const box = page.querySelector("[data-maillage-filter]") ?? page.querySelector("[data-maillage-search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}
