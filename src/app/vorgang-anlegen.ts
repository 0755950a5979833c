import type { Akteur } from "../domain/kern/akteur.js";
import { legeAn } from "../domain/hkp/anlegen.js";
import type { Entwurfsvorlage } from "../domain/hkp/entwurf/entwurf.js";
import { anfragesteller } from "../domain/hkp/entscheiden.js";
import { baueVerordnungsId } from "../domain/kennungen/verordnungs-id.js";
import { ersteAntwort } from "./befehl-ausfuehren.js";
import type { Antwort } from "./befehl-ausfuehren.js";
import type { Dienste } from "./dienste.js";

/** 10^12 numbers per flow type: a second collision in a row means a broken source of ids. */
const VERSUCHE = 5;

/**
 * anlegen: creates a Vorgang with a fresh Verordnungs-ID. Repeated with its anfrageId it answers with the Vorgang that
 * the first call created.
 * @throws Fachfehler VERBOTEN; ErgebnisUnbekannt from the store.
 */
export async function legeVorgangAn(
  akteur: Akteur,
  anfrageId: string | null,
  dienste: Dienste,
  entwurf: Entwurfsvorlage | null = null,
): Promise<Antwort> {
  const { store, uhr, ids, schalter, flowtype } = dienste;
  const kontext = { akteur, jetzt: uhr.jetzt(), ids, schalter };

  for (let versuch = 1; versuch <= VERSUCHE; versuch++) {
    const fruehere = anfrageId === null ? null : await store.ladeAngelegt(anfragesteller(kontext), anfrageId);
    const erste = fruehere === null ? null : ersteAntwort(fruehere, anfrageId, akteur, "anlegen");
    if (erste !== null) return erste;

    const vorgang = legeAn(baueVerordnungsId(flowtype, ids.neueSeriennummer()), kontext, { anfrageId }, entwurf);
    if ((await store.legeAn(vorgang)) === "ANGELEGT")
      return {
        erledigt: {
          aktion: "anlegen",
          statusVorher: null,
          status: vorgang.status,
          version: 1,
          zeit: vorgang.angelegtAm,
        },
        vorgang,
      };
  }
  throw new Error("no free Verordnungs-ID found");
}
