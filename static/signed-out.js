// On the page to sign in: what this browser kept for the session before cannot be read any more, so it goes.
import { forgetAll } from "./kept.js";

forgetAll();
