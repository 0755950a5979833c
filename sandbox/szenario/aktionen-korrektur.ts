import type { PersonId } from "../personen.js";
import { mutiere } from "./aktionen.js";
import type { GraphqlClient } from "./graphql-client.js";
import type { Antwort, Formular } from "./handlungsweg.js";
import * as op from "./operationen-korrektur.js";
import { VERORDNUNG_ZU_SIGNIEREN } from "./operationen.js";
import type { Auftritt } from "./regie.js";
import type { Welt } from "./welt.js";

/** Steps of the Korrekturprozess, as people act through their portals. */
export const korrekturAnfragen = (person: PersonId, vorgang: string, vorschlag: Formular): Auftritt => ({
  aktion: "korrekturAnfragen",
  person,
  vorgang,
  spiele: (client, anfrageId) => mutiere(client, op.KORREKTUR_ANFRAGEN, { vorgangId: vorgang, vorschlag, anfrageId }),
  anliegen: { art: "korrekturAnfragen", vorschlag },
});

export const korrekturZurueckziehen = (person: PersonId, vorgang: string): Auftritt => ({
  aktion: "korrekturZurueckziehen",
  person,
  vorgang,
  spiele: (client, anfrageId) => mutiere(client, op.KORREKTUR_ZURUECKZIEHEN, { vorgangId: vorgang, anfrageId }),
});

interface Korrekturen {
  readonly vorgang: {
    readonly id: string;
    readonly status: string;
    readonly korrekturen: readonly {
      readonly absender: string;
      readonly aktiv: boolean;
      readonly aenderungen: readonly { readonly id: string; readonly satz: string; readonly antwort: Antwort | null }[];
    }[];
  };
}

const leseKorrekturen = (client: GraphqlClient, id: string): Promise<Korrekturen> =>
  client.frage<Korrekturen>(op.KORREKTUREN, { id });

/** Reads the open proposal, answers its changes in their order, signs the new version with a card and sends both. */
export const korrekturBeantworten = (
  welt: Welt,
  person: PersonId,
  vorgang: string,
  karte: string,
  verordnung: Formular,
  antworten: readonly Antwort[],
): Auftritt => ({
  aktion: "korrekturBeantworten",
  person,
  vorgang,
  spiele: async (client, anfrageId) => {
    const { vorgang: gelesen } = await leseKorrekturen(client, vorgang);
    const aenderungen = gelesen.korrekturen.find(({ aktiv }) => aktiv)?.aenderungen ?? [];
    const { zuSignieren } = await client.frage<{ zuSignieren: { bundle: string } }>(VERORDNUNG_ZU_SIGNIEREN, {
      vorgangId: vorgang,
      verordnung,
    });
    return mutiere(client, op.KORREKTUR_BEANTWORTEN, {
      vorgangId: vorgang,
      antworten: aenderungen.map(({ id }, nr) => ({ aenderungId: id, ...antworten[nr] })),
      signiert: welt.signiert(karte, zuSignieren.bundle),
      anfrageId,
    });
  },
  anliegen: { art: "korrekturBeantworten", karte, inhalt: verordnung, antworten },
});

/** Reads the last Korrekturanfrage and fails unless its answers are these. */
export const antwortenEinsehen = (person: PersonId, vorgang: string, erwartet: readonly Antwort[]): Auftritt => ({
  aktion: "einsehen",
  person,
  vorgang,
  spiele: async (client) => {
    const { vorgang: gelesen } = await leseKorrekturen(client, vorgang);
    const gesehen = gelesen.korrekturen.at(-1)?.aenderungen.map(({ antwort }) => antwort);
    const soll = erwartet.map(({ ergebnis, begruendung = null }) => ({ ergebnis, begruendung }));
    if (JSON.stringify(gesehen) !== JSON.stringify(soll))
      throw new Error(`expected the answers ${JSON.stringify(soll)}, saw ${JSON.stringify(gesehen)}`);
    return { vorgang: gelesen.id, statusVorher: gelesen.status, status: gelesen.status, version: null };
  },
  anliegen: { art: "antwortenEinsehen", erwartet },
});
