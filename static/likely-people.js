// While somebody is being added, shows who on record may be the same. Without it, the first "Save" asks.
const PAUSE = 400; // milliseconds after the last key
const WATCHED = /^(given_name|family_name|known_as|date_of_birth_\d)$/;

const status = document.getElementById("likely-people-found");
const shown = document.getElementById("likely-people");
const form = shown.closest("form");
let waiting;
let asked = 0;

async function ask() {
  const mine = ++asked;
  try {
    const answer = await fetch(status.dataset.url, { method: "POST", body: new FormData(form) });
    if (!answer.ok || mine !== asked) return;
    shown.innerHTML = await answer.text();
    status.textContent = shown.querySelector("[data-found]")?.dataset.found ?? "";
  } catch {
    // Without a network nothing is shown while typing; saving asks again.
  }
}

form.addEventListener("input", (event) => {
  if (!WATCHED.test(event.target.name)) return;
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
});
