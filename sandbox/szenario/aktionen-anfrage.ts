import { institution } from "../personen.js";
import type { InstitutionId, PersonId } from "../personen.js";
import { mutiere } from "./aktionen.js";
import * as op from "./operationen-anfrage.js";
import type { Auftritt } from "./regie.js";

/** Steps around the unverbindliche Anfrage. */
export const verfuegbarkeitAnfragen = (
  person: PersonId,
  vorgang: string,
  haus: InstitutionId,
  wunsch: Readonly<Record<string, unknown>>,
): Auftritt => ({
  aktion: "verfuegbarkeitAnfragen",
  person,
  vorgang,
  spiele: (client, anfrageId) => {
    const { telematikId: pflegedienst } = institution(haus);
    return mutiere(client, op.VERFUEGBARKEIT_ANFRAGEN, { vorgangId: vorgang, pflegedienst, wunsch, anfrageId });
  },
});

export const verfuegbarkeitAntworten = (
  person: PersonId,
  vorgang: string,
  verfuegbar: boolean,
  text: string,
): Auftritt => ({
  aktion: "verfuegbarkeitAntworten",
  person,
  vorgang,
  spiele: (client, anfrageId) =>
    mutiere(client, op.VERFUEGBARKEIT_ANTWORTEN, { vorgangId: vorgang, verfuegbar, text, anfrageId }),
});

/** The insured person reads the answers; others than expected are a deviation. */
export const antwortenLesen = (
  person: PersonId,
  vorgang: string,
  erwartet: readonly { readonly name: string; readonly zustand: string; readonly antwort: string | null }[],
): Auftritt => ({
  aktion: "einsehen",
  person,
  vorgang,
  spiele: async (client) => {
    type Gesehen = { vorgang: { id: string; status: string; verfuegbarkeitsanfragen: unknown } };
    const { vorgang: gesehen } = await client.frage<Gesehen>(op.ANFRAGEN_EINSEHEN, { id: vorgang });
    const { id, status, verfuegbarkeitsanfragen } = gesehen;
    return {
      vorgang: id,
      statusVorher: status,
      status,
      version: null,
      abweichungen: vergleiche(person, verfuegbarkeitsanfragen, erwartet),
    };
  },
});

/** A Pflegedienst looks into its list: what became of the Anfrage, although it may not see the Vorgang any more. */
export const anfragenliste = (person: PersonId, vorgang: string, status: string, zustand: string): Auftritt => ({
  aktion: "anfragenSehen",
  person,
  vorgang,
  spiele: async (client) => {
    type Liste = { verfuegbarkeitsanfragen: { edges: readonly { node: { vorgangId: string; zustand: string } }[] } };
    const { verfuegbarkeitsanfragen } = await client.frage<Liste>(op.ANFRAGENLISTE);
    const gesehen = verfuegbarkeitsanfragen.edges.filter(({ node }) => node.vorgangId === vorgang);
    const zustaende = gesehen.map(({ node }) => node.zustand);
    return {
      vorgang,
      statusVorher: status,
      status,
      version: null,
      abweichungen: vergleiche(person, zustaende, [zustand]),
    };
  },
});

function vergleiche(person: PersonId, gesehen: unknown, erwartet: unknown): readonly string[] {
  const [ist, soll] = [JSON.stringify(gesehen), JSON.stringify(erwartet)];
  return ist === soll ? [] : [`${person} sieht ${ist}, erwartet ${soll}.`];
}
