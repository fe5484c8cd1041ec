// Starts GOV.UK's components. Every page works without them.
import { initAll } from "./vendor/govuk-frontend.js";

initAll();

for (const button of document.querySelectorAll(".app-print")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
