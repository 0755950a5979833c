import { starteSandbox } from "../main.js";

/** `npm run sandbox:tim`: the sandbox with a Matrix homeserver and accounts for the people of S1. */
await starteSandbox({ mitTim: true });
