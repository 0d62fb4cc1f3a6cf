// Adds a passkey or signs in with one: asks the device, puts its answer in the form, sends it.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (credentials = []) => credentials.map((one) => ({ ...one, id: bytes(one.id) }));

/** What the device answered, as the server reads it. */
function told(credential) {
  const { response } = credential;
  const parts = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) parts[name] = text(response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: parts,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function created({ publicKey }) {
  const wanted = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
      authenticatorSelection: { ...publicKey.authenticatorSelection, ...wanted },
    },
  });
}

async function presented({ publicKey }) {
  return navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: known(publicKey.allowCredentials),
    },
  });
}

const inPage = () => JSON.parse(document.getElementById("passkey-options").textContent);

async function asked(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

const ways = {
  create: () => created(inPage().creation_options),
  get: () => presented(inPage().request_options),
  login: async (form) => presented(await asked(form)),
};

export function start(page) {
  page.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-maillage-passkey]");
    if (!form) return;
    event.preventDefault();
    const silence = form.querySelector("[data-maillage-said]");
    silence.hidden = true;
    try {
      form.elements.credential.value = told(await ways[form.dataset.maillagePasskey](form));
    } catch {
      silence.hidden = false; // refused, cancelled, or no device: the page says what to do
      return;
    }
    form.submit();
  });
}
