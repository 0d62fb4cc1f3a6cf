// A form that only chooses what is shown is sent as soon as a choice is made; its button stays for those without script.

export function startSend(page) {
  for (const form of page.querySelectorAll("form[data-maillage-send]")) {
    const button = form.querySelector("button[type=submit]");
    if (button) button.hidden = true;
    form.addEventListener("change", () => form.requestSubmit());
  }
}
