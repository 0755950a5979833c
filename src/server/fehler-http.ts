import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { Fachfehler } from "../domain/kern/fehler.js";
import { fehlerAntwort } from "../fehler-antwort.js";
import type { Fehlerprotokoll } from "../fehler-antwort.js";
import { httpStatus } from "./fehlerorte.js";

/** Errors of Fastify itself → the error table. Others of its 4xx are refused requests; the rest nobody foresaw. */
function alsFachfehler(fehler: Partial<FastifyError>, hoechstensBytes: number): unknown {
  switch (fehler.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new Fachfehler("ANFRAGE_ZU_GROSS", { hoechstensBytes });
    case "FST_ERR_HANDLER_TIMEOUT":
      return new Fachfehler("ERGEBNIS_UNBEKANNT");
    // A Host header that makes no URL.
    case "ERR_INVALID_URL":
      return ungueltig("The request is not valid HTTP.");
    default:
      return (fehler.statusCode ?? 500) < 500 && fehler.code?.startsWith("FST_") === true
        ? ungueltig("The body must be JSON `{ query, variables }`.")
        : fehler;
  }
}

export const ungueltig = (grund: string) => new Fachfehler("ANFRAGE_UNGUELTIG", { grund, pfad: null });

export interface Fehlersender {
  readonly hoechstensBytes: number;
  readonly protokoll: Fehlerprotokoll;
}

/** Refuses a whole request: the same shape as an error within a GraphQL answer, with a status of its own. */
export function sendeFehler(
  fehler: unknown,
  anfrage: FastifyRequest,
  antwort: FastifyReply,
  { hoechstensBytes, protokoll }: Fehlersender,
  status?: number,
): FastifyReply {
  const bekannt =
    fehler instanceof Fachfehler ? fehler : alsFachfehler((fehler ?? {}) as Partial<FastifyError>, hoechstensBytes);
  const rumpf = fehlerAntwort(bekannt, { anfrageId: anfrage.id }, protokoll);
  const { code, details } = rumpf.extensions;
  if (code === "ZU_VIELE_ANFRAGEN")
    antwort.header("retry-after", String((details as { wiederInSekunden: number }).wiederInSekunden));
  const statuscode = status ?? httpStatus(code);
  if (statuscode === 401) antwort.header("www-authenticate", "Bearer");
  return antwort
    .code(statuscode)
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .send({ errors: [rumpf] });
}
