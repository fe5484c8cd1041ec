// Passkeys: asks the browser to make or to use one, puts its answer into the form, and sends the form.
const { webauthnJSON } = window;

for (const piece of document.querySelectorAll("[data-passkey]")) {
  if (webauthnJSON.supported()) {
    offer(piece);
  }
}

function offer(piece) {
  const form = piece.closest("form");
  const refused = piece.querySelector("[data-refused]");
  piece.querySelector("[data-button]").hidden = false;
  piece.querySelector("[data-cannot]")?.remove();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    refused.hidden = true;
    try {
      const credential = await webauthnJSON[piece.dataset.passkey](passkeysOnly(await options(piece)));
      form.elements.credential.value = JSON.stringify(credential);
    } catch {
      refused.hidden = false; // whatever the reason: cancelled, too late, a passkey that is there already
      return;
    }
    form.submit();
  });
}

async function options(piece) {
  if (piece.dataset.options) {
    return JSON.parse(piece.dataset.options);
  }
  const answer = await fetch(piece.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

// The server asks for any key. A new one must be found without an address, and open by finger, face or PIN alone.
function passkeysOnly(asked) {
  const { authenticatorSelection } = asked.publicKey;
  if (authenticatorSelection) {
    const required = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
    Object.assign(authenticatorSelection, required);
  }
  return asked;
}
