import { institution } from "../personen.js";
import type { InstitutionId, PersonId, VersicherterId } from "../personen.js";
import type { GraphqlClient } from "./graphql-client.js";
import type { Anliegen, Formular, Signaturaktion } from "./handlungsweg.js";
import * as op from "./operationen.js";
import type { Auftritt, Befehlsergebnis, Spielergebnis } from "./regie.js";
import type { Welt } from "./welt.js";

/** Steps of a scenario, as people act through their portals. Each returns an Auftritt for the Regie. */

const von = ({ vorgang, statusVorher, status, version }: Befehlsergebnis): Spielergebnis => ({
  vorgang: vorgang.id,
  statusVorher,
  status,
  version,
});

type Variablen = Readonly<Record<string, unknown>>;

/** A mutation whose only field is its action. */
export async function mutiere(client: GraphqlClient, mutation: string, variablen: Variablen): Promise<Spielergebnis> {
  const [ergebnis] = Object.values(await client.frage<Readonly<Record<string, Befehlsergebnis>>>(mutation, variablen));
  if (ergebnis === undefined) throw new Error("a mutation without a result");
  return von(ergebnis);
}

export const anlegen = (person: PersonId): Auftritt => ({
  aktion: "anlegen",
  person,
  vorgang: null,
  spiele: (client, anfrageId) => mutiere(client, op.ANLEGEN, { anfrageId }),
  anliegen: { art: "anlegen" },
});

interface ZuSignieren {
  readonly zuSignieren: { readonly bundle: string };
}

/** Asks for the Bundle to sign, signs it with a card, and sends it. */
const signiert =
  (aktion: Signaturaktion, vorlage: string, mutation: string, feld: string) =>
  (welt: Welt, person: PersonId, vorgang: string, karte: string, inhalt: Formular): Auftritt => ({
    aktion,
    person,
    vorgang,
    spiele: async (client, anfrageId) => {
      const { zuSignieren } = await client.frage<ZuSignieren>(vorlage, { vorgangId: vorgang, [feld]: inhalt });
      const cms = welt.signiert(karte, zuSignieren.bundle);
      return mutiere(client, mutation, { vorgangId: vorgang, signiert: cms, anfrageId });
    },
    anliegen: { art: aktion, karte, inhalt },
  });

export const aktivieren = signiert("aktivieren", op.VERORDNUNG_ZU_SIGNIEREN, op.AKTIVIEREN, "verordnung");
export const blankoverordnungSpeichern = signiert(
  "blankoverordnungSpeichern",
  op.BLANKOVERORDNUNG_ZU_SIGNIEREN,
  op.BLANKOVERORDNUNG_SPEICHERN,
  "blankoverordnung",
);
export const angabenSpeichern = signiert("angabenSpeichern", op.ANGABEN_ZU_SIGNIEREN, op.ANGABEN_SPEICHERN, "angaben");

interface Gesehen {
  readonly vorgang: { readonly id: string; readonly status: string };
}

/** Reads the Vorgang as somebody who takes part in it. */
export const einsehen = (person: PersonId, vorgang: string): Auftritt => ({
  aktion: "einsehen",
  person,
  vorgang,
  spiele: async (client) => alsEinsicht(await client.frage<Gesehen>(op.EINSEHEN, { id: vorgang })),
  anliegen: { art: "einsehen" },
});

/** Reads the card, finds the redeemable Verordnungen, reads the one. */
export const einsehenMitKarte = (
  welt: Welt,
  person: PersonId,
  vorgang: string,
  versicherter: VersicherterId,
  haus: InstitutionId,
): Auftritt => ({
  aktion: "einsehen",
  person,
  vorgang,
  spiele: async (client) => {
    const poppToken = await welt.leseKarte(versicherter, haus);
    const { einloesbareVerordnungen } = await client.frage<{
      einloesbareVerordnungen: { edges: readonly { node: { id: string } }[] };
    }>(op.EINLOESBARE, { poppToken });
    if (!einloesbareVerordnungen.edges.some(({ node }) => node.id === vorgang))
      throw new Error(`${institution(haus).name} does not find the Verordnung with the card`);
    return alsEinsicht(await client.frage<Gesehen>(op.EINSEHEN, { id: vorgang, zugang: { poppToken } }));
  },
});

const alsEinsicht = ({ vorgang }: Gesehen): Spielergebnis => ({
  vorgang: vorgang.id,
  statusVorher: vorgang.status,
  status: vorgang.status,
  version: null,
});

export const annehmenMitKarte = (
  welt: Welt,
  person: PersonId,
  vorgang: string,
  versicherter: VersicherterId,
  haus: InstitutionId,
): Auftritt => ({
  aktion: "annehmen",
  person,
  vorgang,
  spiele: async (client, anfrageId) => {
    const poppToken = await welt.leseKarte(versicherter, haus);
    return mutiere(client, op.ANNEHMEN, { vorgangId: vorgang, zugang: { poppToken }, anfrageId });
  },
  anliegen: { art: "annehmen", egk: versicherter },
});

export const einreichen = (person: PersonId, vorgang: string): Auftritt => ({
  aktion: "einreichen",
  person,
  vorgang,
  spiele: (client, anfrageId) => mutiere(client, op.EINREICHEN, { vorgangId: vorgang, anfrageId }),
  anliegen: { art: "einreichen" },
});

export const entscheiden = (person: PersonId, vorgang: string, entscheidung: Variablen): Auftritt => ({
  aktion: "entscheiden",
  person,
  vorgang,
  spiele: (client, anfrageId) => mutiere(client, op.ENTSCHEIDEN, { vorgangId: vorgang, entscheidung, anfrageId }),
});

/** A mutation on a Vorgang that needs nothing but the Vorgang and `variablen`. */
const schlicht =
  (aktion: string, mutation: string, anliegen?: Anliegen) =>
  (person: PersonId, vorgang: string, variablen: Variablen = {}): Auftritt => ({
    aktion,
    person,
    vorgang,
    spiele: (client, anfrageId) => mutiere(client, mutation, { vorgangId: vorgang, anfrageId, ...variablen }),
    ...(anliegen === undefined ? {} : { anliegen }),
  });

export const zugriffGeben = schlicht("zugriffGeben", op.ZUGRIFF_GEBEN);
/** Accepts without a further proof: the Versicherter has assigned the Verordnung. */
export const annehmen = schlicht("annehmen", op.ANNEHMEN, { art: "annehmen", egk: null });
const weiseZu = schlicht("zuweisen", op.ZUWEISEN);
export const zuweisen = (person: PersonId, vorgang: string, haus: InstitutionId): Auftritt =>
  weiseZu(person, vorgang, { pflegedienst: institution(haus).telematikId });

type Begruendungen = Readonly<Record<"verordnender" | "pflegedienst" | "versicherter", string | null>>;
interface GeseheneEntscheidung {
  readonly vorgang: Gesehen["vorgang"] & {
    readonly entscheidung: {
      readonly inhalt: { readonly gesamtergebnis: string; readonly begruendungen: Begruendungen };
    } | null;
  };
}

/** Reads the decision; what is seen beyond or short of the reader's own part is a deviation. */
export const entscheidungEinsehen = (
  person: PersonId,
  vorgang: string,
  erwartet: { readonly gesamtergebnis: string } & Partial<Begruendungen>,
): Auftritt => ({
  aktion: "einsehen",
  person,
  vorgang,
  spiele: async (client) => {
    const gesehen = await client.frage<GeseheneEntscheidung>(op.ENTSCHEIDUNG_EINSEHEN, { id: vorgang });
    const { gesamtergebnis, ...eigene } = erwartet;
    const soll = {
      gesamtergebnis,
      begruendungen: { verordnender: null, pflegedienst: null, versicherter: null, ...eigene },
    };
    const ist = gesehen.vorgang.entscheidung?.inhalt ?? null;
    const gleich = JSON.stringify(soll) === JSON.stringify(ist);
    return {
      ...alsEinsicht(gesehen),
      abweichungen: gleich
        ? []
        : [`${person} sieht von der Entscheidung ${JSON.stringify(ist)}, erwartet ${JSON.stringify(soll)}.`],
    };
  },
});
