// Copies a link or a code to the clipboard and says so in the button.

export function start(page) {
  page.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-maillage-copy]");
    if (!button) return;
    const field = page.getElementById(button.dataset.maillageCopy);
    if (field.select) field.select();
    else getSelection().selectAllChildren(field);
    if (!navigator.clipboard) return; // a page served without HTTPS: the text is selected, to be copied by hand
    await navigator.clipboard.writeText(field.value ?? field.textContent.trim());
    button.querySelector("[data-maillage-said]").textContent = button.dataset.done;
  });
}
