import { istProduktion, umgebung } from "./src/config.js";

/**
 * `npm start`: production if NODE_ENV says so, else the sandbox with everything in it. The choice stands here, outside
 * src/, because src/ never imports the sandbox.
 */
if (istProduktion(umgebung())) await (await import("./src/main.js")).starteProduktiv();
else await (await import("./sandbox/main.js")).starteSandbox();
