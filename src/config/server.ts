import { z } from "zod";
import { anzahl, text } from "./felder.js";

/** The process and its HTTP server. */
export const SERVER = {
  NODE_ENV: z
    .string()
    .default("")
    .describe("`production`: no sandbox, no introspection, no GraphiQL; every mandatory setting must be there."),
  HOST: text.default("127.0.0.1").describe("Address the HTTP server binds to. TLS is the reverse proxy's."),
  PORT: anzahl(0, 65535).default(4000).describe("Port of the HTTP server; 0 takes a free one."),
  DATEN_VERZEICHNIS: text.default(".data").describe("Folder for the embedded database and the sandbox."),
  LOG_STUFE: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("info")
    .describe("Level of the log (JSON lines on stderr)."),
  VERTRAUTE_PROXYS: text
    .optional()
    .describe("Addresses or networks of reverse proxies whose X-Forwarded-For is believed, separated by commas."),
} satisfies z.ZodRawShape;

/** Ports of the sandbox's neighbours; production reads none of them. */
export const SANDBOX = {
  SANDBOX_SMTP_PORT: anzahl(0, 65535)
    .default(0)
    .describe("Sandbox only: SMTP port of its Clientmodul; 0 takes a free one."),
  SANDBOX_POP3_PORT: anzahl(0, 65535)
    .default(0)
    .describe("Sandbox only: POP3 port of its Clientmodul; 0 takes a free one."),
} satisfies z.ZodRawShape;
