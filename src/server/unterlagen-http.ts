import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { legeUnterlageAb, pruefeAblegen } from "../app/unterlage-ablegen.js";
import { siehUnterlageEin } from "../app/vorgaenge-lesen.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import type { Medientyp } from "../domain/ports/dateipruefung.js";
import { zugangAus } from "../resolvers/eingaben.js";
import { schreibend } from "../resolvers/schreibend.js";
import type { Serverteile } from "./optionen.js";
import { liesRumpf } from "./rumpf.js";
import type { Zulassung } from "./zulassung.js";

/** Uploads are held in memory until they are judged, so their number is bounded. */
const HOECHSTENS_GLEICHZEITIG = 16;
/** Receiving (requestTimeout ends it earlier), scanning and storing. */
const ABLEGEN_MS = 90_000;
/** A slow line may take this long to fetch one. */
const HOLEN_MS = 300_000;

const ENDUNGEN: Readonly<Record<Medientyp, string>> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/tiff": "tiff",
};

/**
 * Content of the Unterlagen over plain HTTP, because GraphQL would need Base64 and hold it twice. `PUT /unterlagen` takes a
 * file, `GET /unterlagen/:vorgangId/:unterlageId` gives one; proofs come in headers, since URLs are logged everywhere.
 */
export async function registriereUnterlagen(
  app: FastifyInstance,
  { dienste, optionen }: Pick<Serverteile, "dienste" | "optionen">,
  { onRequest, akteurVon }: Zulassung,
): Promise<void> {
  await app.register(async (bereich) => {
    const hoechstensBytes = optionen.unterlageHoechstensBytes;
    let laufende = 0;

    // Whatever the type: what it is is decided by the content, and our own refusal says more than Fastify's.
    bereich.removeAllContentTypeParsers();
    bereich.addContentTypeParser("*", (_anfrage, _rumpf, fertig) => fertig(null));

    bereich.route({
      method: "PUT",
      url: "/unterlagen",
      onRequest,
      handlerTimeout: ABLEGEN_MS,
      handler: async (anfrage, antwort) => {
        const akteur = akteurVon(anfrage);
        pruefeAblegen(akteur, dienste.unterlagen);
        if (laufende >= HOECHSTENS_GLEICHZEITIG) throw new Fachfehler("NICHT_VERFUEGBAR");
        laufende++;
        try {
          const inhalt = await liesRumpf(anfrage.raw, hoechstensBytes).catch((fehler: unknown) => {
            // What of the body is still on its way must not be taken for the next request.
            antwort.header("connection", "close");
            throw fehler;
          });
          const medientyp = anfrage.headers["content-type"] ?? "";
          const abgelegtes = await schreibend(legeUnterlageAb(inhalt, medientyp, akteur, dienste));
          return antwort.code(201).header("cache-control", "no-store").send(abgelegtes);
        } finally {
          laufende--;
        }
      },
    });

    bereich.route<{ Params: { vorgangId: string; unterlageId: string } }>({
      method: "GET",
      url: "/unterlagen/:vorgangId/:unterlageId",
      exposeHeadRoute: false,
      onRequest,
      handlerTimeout: HOLEN_MS,
      handler: async (anfrage, antwort) => {
        const { vorgangId, unterlageId } = anfrage.params;
        const zugang = nachweisAus(anfrage);
        const { unterlage, inhalt } = await siehUnterlageEin(
          vorgangId,
          unterlageId,
          akteurVon(anfrage),
          zugang,
          dienste,
        );
        return gib(antwort, unterlage).send(Readable.from(inhalt, { objectMode: false }));
      },
    });
  });
}

function nachweisAus({ headers }: FastifyRequest) {
  const einer = (name: string): string | null => {
    const wert = headers[name];
    return typeof wert === "string" ? wert : null;
  };
  const poppToken = einer("x-popp-token");
  const zugriffscode = einer("x-zugriffscode");
  return poppToken === null && zugriffscode === null ? null : zugangAus({ poppToken, zugriffscode });
}

/** Never shown in the page's own context: always a download, under a name that says nothing. */
function gib(antwort: FastifyReply, { id, medientyp, groesse }: { id: string; medientyp: Medientyp; groesse: number }) {
  return antwort
    .type(medientyp)
    .header("content-length", groesse)
    .header("content-disposition", `attachment; filename="${id}.${ENDUNGEN[medientyp]}"`)
    .header("x-content-type-options", "nosniff")
    .header("cache-control", "no-store");
}
