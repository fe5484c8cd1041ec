// Starts GOV.UK's components. Every page works without them.
import { initAll } from "./vendor/govuk-frontend.js";

initAll();

for (const button of document.querySelectorAll(".app-print")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Work that goes on in the background: look again how far it is.
for (const underWay of document.querySelectorAll("[data-look-again-seconds]")) {
  setTimeout(() => window.location.reload(), underWay.dataset.lookAgainSeconds * 1000);
}
