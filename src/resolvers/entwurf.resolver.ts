import { Arg, Args, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { legeEntwuerfeAn } from "../app/entwurf-anlegen.js";
import { signaturliste } from "../app/signaturliste.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import type { Entwurfsinhalt } from "../domain/hkp/entwurf/entwurf.js";
import { BefehlErgebnis } from "../schema/befehl.type.js";
import { AFTER, CURSOR, FIRST, INT } from "../schema/connection.type.js";
import {
  AktivierungEingabe,
  AktivierungErgebnis,
  EntwurfAendernArgs,
  EntwurfAnlegenArgs,
  EntwurfErgebnis,
} from "../schema/entwurf-befehl.type.js";
import type { EntwurfEingabe } from "../schema/entwurf.type.js";
import { VorgangConnection } from "../schema/vorgang.type.js";
import { fuehre } from "./befehl.resolver.js";
import { bereinigt, seite } from "./eingaben.js";
import type { Kontext } from "./kontext.js";
import { schreibend } from "./schreibend.js";
import { alsConnection } from "./seiten.js";
import { stelleVorgangDar } from "./vorgang-darstellung.js";

/** Signatures are checked one after the other; more would hold a request up for too long. */
const AUF_EINMAL = 50;
const LEER: EntwurfEingabe = { diagnosen: [], einschraenkungen: [], leistungen: [] };

/** Preparing Verordnungen before they are signed (6.1): drafts, separation, Folgeverordnung, Signaturliste. */
@Resolver()
export class EntwurfResolver {
  @Authorized("entwurfAnlegen")
  @Mutation(() => EntwurfErgebnis, {
    description:
      "Prepares a Verordnung. Leistungen of 27a, of 31a and of another Versorgungsort become Vorgänge of their own (6.1.1).",
  })
  async entwurfAnlegen(@Args(() => EntwurfAnlegenArgs) args: EntwurfAnlegenArgs, @Ctx() kontext: Kontext) {
    const auftrag = {
      inhalt: inhaltAus(args.entwurf ?? LEER, kontext),
      profilIds: args.profilIds,
      ausVerordnung: args.ausVerordnung ?? null,
      ausLeistungen: args.ausLeistungen ?? null,
      anfrageId: args.anfrageId ?? null,
    };
    const angelegte = await schreibend(legeEntwuerfeAn(auftrag, kontext.akteur, kontext.dienste));
    return { ...angelegte, vorgaenge: angelegte.vorgaenge.map((vorgang) => stelleVorgangDar(vorgang, kontext)) };
  }

  @Authorized("entwurfAendern")
  @Mutation(() => BefehlErgebnis, {
    description: "Replaces the draft of a Vorgang in INITIALISIERT; the status stays.",
  })
  entwurfAendern(@Args(() => EntwurfAendernArgs) args: EntwurfAendernArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "entwurfAendern", inhalt: inhaltAus(args.entwurf, kontext) }, args, kontext);
  }

  @Authorized("signaturliste")
  @Query(() => VorgangConnection, {
    description:
      "Drafts of the institution that can be signed as they are, with the bytes to sign; each is an Einsicht (6.1.4 Arzt 7).",
  })
  async signaturliste(
    @Arg("first", INT, FIRST) first: number,
    @Arg("after", CURSOR, AFTER) after: string | null,
    @Ctx() kontext: Kontext,
  ) {
    const ergebnis = await signaturliste(kontext.akteur, seite(first, after), kontext.dienste);
    return alsConnection(ergebnis, (vorgang) => stelleVorgangDar(vorgang, kontext));
  }

  @Authorized("mehrereAktivieren")
  @Mutation(() => [AktivierungErgebnis], {
    description:
      "`aktivieren` for several signed Verordnungen, at most 50, one after the other; one that is refused does not stop the others.",
  })
  async mehrereAktivieren(
    @Arg("auftraege", () => [AktivierungEingabe], { description: "The signed Verordnungen." })
    auftraege: AktivierungEingabe[],
    @Ctx() kontext: Kontext,
  ) {
    if (auftraege.length > AUF_EINMAL)
      throw new Fachfehler("EINGABE_UNGUELTIG", {
        verstoesse: [
          {
            pfad: "auftraege",
            regel: `Höchstens ${AUF_EINMAL} Verordnungen auf einmal.`,
            hinweis: "Senden Sie die übrigen in einer weiteren Anfrage.",
          },
        ],
      });
    const ergebnisse: unknown[] = [];
    for (const { vorgangId, signiert, anfrageId = null } of auftraege) {
      const ergebnis = await fuehre({ aktion: "aktivieren", signiert }, { vorgangId, anfrageId }, kontext).catch(
        // An error as the value of the field: it is answered at its own path, by the one mapping of errors.
        (fehler: unknown) => (fehler instanceof Error ? fehler : new Error("not an error", { cause: fehler })),
      );
      ergebnisse.push({ vorgangId, ergebnis });
    }
    return ergebnisse;
  }
}

/** Each Leistung has an own id from the beginning (P1.2). */
function inhaltAus(eingabe: EntwurfEingabe, { dienste }: Kontext): Entwurfsinhalt {
  const { leistungen, ...kopf } = bereinigt(eingabe);
  return {
    ...kopf,
    leistungen: leistungen.map((leistung) => ({ ...leistung, id: leistung.id ?? dienste.ids.neueId() })),
  };
}
