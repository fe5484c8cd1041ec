// Starts GOV.UK's components. Every page works without them.
import { initAll } from "./vendor/govuk-frontend.js";

initAll();
