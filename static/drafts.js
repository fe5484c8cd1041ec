// Keeps what is being typed into a long form: as a draft on the server, and while there is no network in this browser,
// encrypted with a key that ends with the session. Without this script the button "Save as a draft" does the first.
import { Kept } from "./kept.js";

const PAUSE = 1500; // after the last key, in ms
const TRY_AGAIN = 5000;
const GIVE_UP = 10000;
const OFFLINE = "Not saved yet: there is no network. Your words stay here and are saved when it returns.";
const SIGNED_OUT = "Not saved yet: you are signed out. Sign in again in another window, then press the button here.";

class SignedOut extends Error {}

class Keeper {
  constructor(form) {
    this.form = form;
    this.status = document.getElementById("draft-status");
    this.kept = new Kept(form.dataset.keptUnder, form.dataset.key);
    this.typed = 0; // how often something was typed, and how much of that is safe on the server
    this.safe = 0;
    this.pressed = null; // the button to press once what was typed is safe
    form.addEventListener("input", () => this.hear());
    form.addEventListener("submit", (event) => this.hold(event));
    addEventListener("online", () => this.typed > this.safe && this.save());
    this.bringBack();
  }

  async bringBack() {
    const answers = await this.kept.read();
    if (!answers) return;
    fill(this.form, answers);
    this.say("Not saved yet: these are your words from before the network was lost.");
    this.typed += 1;
    this.save();
  }

  hear() {
    this.typed += 1;
    this.pressed = null;
    this.kept.write(answersOf(this.form));
    this.saveIn(PAUSE);
  }

  saveIn(pause) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), pause);
  }

  // One at a time: a late answer to an early question must not undo a later one.
  save() {
    clearTimeout(this.waiting);
    this.saving = (this.saving ?? Promise.resolve()).then(() => this.saveNow());
    return this.saving;
  }

  async saveNow() {
    const typed = this.typed;
    try {
      const savedAt = await send(this.form);
      this.safe = typed;
      if (typed === this.typed) this.kept.forget();
      this.say(savedAt ? `Draft saved at ${savedAt}` : "This note is saved already.");
      if (this.pressed) this.press();
    } catch (error) {
      this.say(error instanceof SignedOut ? SIGNED_OUT : OFFLINE);
      if (!(error instanceof SignedOut)) this.saveIn(TRY_AGAIN);
    }
  }

  // The page is left only for a server that answers.
  hold(event) {
    if (this.leaving) return;
    event.preventDefault();
    this.pressed = event.submitter;
    this.say("Saving…");
    this.save();
  }

  press() {
    this.leaving = true;
    this.form.requestSubmit(this.pressed);
  }

  say(words) {
    this.status.textContent = words;
  }
}

async function send(form) {
  const answer = await fetch(form.dataset.draft, {
    method: "POST",
    body: new FormData(form),
    signal: AbortSignal.timeout(GIVE_UP),
  });
  if (answer.redirected || answer.status === 403) throw new SignedOut();
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).saved_at;
}

function answersOf(form) {
  return [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
}

function fill(form, answers) {
  for (const control of form.elements) {
    const values = answers.filter(([name]) => name === control.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(control.type)) control.checked = values.includes(control.value);
    else if (values.length && control.type !== "submit") control.value = values[0];
  }
}

for (const form of document.querySelectorAll("form[data-forgets]")) {
  form.addEventListener("submit", () => new Kept(form.dataset.forgets).forget());
}

for (const form of document.querySelectorAll("form[data-draft]")) new Keeper(form);
