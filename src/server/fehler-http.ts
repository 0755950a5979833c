import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { Fachfehler } from "../domain/kern/fehler.js";
import { fehlerAntwort } from "../fehler-antwort.js";
import type { Fehlerprotokoll } from "../fehler-antwort.js";
import { httpStatus } from "./fehlerorte.js";

const FASTIFY: Readonly<Record<string, (hoechstensBytes: number) => Fachfehler>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: (hoechstensBytes) => new Fachfehler("ANFRAGE_ZU_GROSS", { hoechstensBytes }),
  FST_ERR_HANDLER_TIMEOUT: () => new Fachfehler("ERGEBNIS_UNBEKANNT"),
  // A Host header that makes no URL.
  ERR_INVALID_URL: () => ungueltig("The request is not valid HTTP."),
};

/** Errors of Fastify itself → the error table. Others of its 4xx are refused requests; the rest nobody foresaw. */
function alsFachfehler(fehler: unknown, hoechstensBytes: number): unknown {
  if (fehler instanceof Fachfehler || !(fehler instanceof Error)) return fehler;
  const { code = "", statusCode = 500 } = fehler as Partial<FastifyError>;
  const bekannt = Object.hasOwn(FASTIFY, code) ? FASTIFY[code] : undefined;
  if (bekannt !== undefined) return bekannt(hoechstensBytes);
  const verweigert = statusCode < 500 && code.startsWith("FST_");
  return verweigert ? ungueltig("The body must be JSON `{ query, variables }`.") : fehler;
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
  const rumpf = fehlerAntwort(alsFachfehler(fehler, hoechstensBytes), { anfrageId: anfrage.id }, protokoll);
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
