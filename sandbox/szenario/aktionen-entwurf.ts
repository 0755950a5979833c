import { randomUUID } from "node:crypto";
import type { PersonId, VersicherterId } from "../personen.js";
import * as op from "./operationen-entwurf.js";
import type { Auftritt, Befehlsergebnis, Ohnevorgang, Reihenauftritt, Spielergebnis } from "./regie.js";
import { versicherte } from "./welt.js";
import type { Welt } from "./welt.js";

/** Steps in which a practice prepares Verordnungen before it signs them (6.1). */

type Variablen = Readonly<Record<string, unknown>>;
interface Befund {
  readonly pfad: string;
  readonly regel: string;
}
export interface Entwurf {
  readonly folgeAuf: string | null;
  readonly inhalt: {
    readonly art: string;
    readonly verordnungszeitraum: { readonly von: string; readonly bis: string } | null;
    readonly gesamtverordnungId: string | null;
    readonly leistungen: readonly { readonly id: string; readonly nummer: string; readonly blanko: boolean }[];
  };
  readonly maengel: readonly Befund[];
  readonly hinweise: readonly Befund[];
}
interface Vorgang {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly entwurf: Entwurf;
}
interface Angelegt {
  readonly entwurfAnlegen: { readonly zuzahlungshinweis: string | null; readonly vorgaenge: readonly Vorgang[] };
}

/** What must be seen, and what was seen, each as it is compared. */
export type Probe<T> = (gesehen: T) => { readonly soll: unknown; readonly ist: unknown };

const weichtAb = (was: string, { soll, ist }: { readonly soll: unknown; readonly ist: unknown }): readonly string[] =>
  JSON.stringify(soll) === JSON.stringify(ist)
    ? []
    : [`${was}: erwartet ${JSON.stringify(soll)}, gesehen ${JSON.stringify(ist)}.`];

/** Stores a profile and finds it among those of the practice. It belongs to no Vorgang. */
export const profilSpeichern = (
  person: PersonId,
  profil: {
    readonly name: string;
    readonly leistungen: readonly { readonly nummer: string; readonly blanko?: boolean }[];
  },
  merke: (id: string) => void = () => undefined,
): Auftritt<Ohnevorgang> => ({
  aktion: "profilSpeichern",
  person,
  vorgang: null,
  spiele: async (client, anfrageId) => {
    const { profilSpeichern: gespeichert } = await client.frage<{ profilSpeichern: { id: string } }>(
      op.PROFIL_SPEICHERN,
      { profil, anfrageId },
    );
    merke(gespeichert.id);
    const gelesen = await client.frage<{ profile: readonly unknown[] }>(op.PROFILE);
    const leistungen = profil.leistungen.map(({ nummer, blanko = false }) => ({ nummer, blanko }));
    const probe = { soll: [{ name: profil.name, leistungen }], ist: gelesen.profile };
    return {
      vorgang: null,
      statusVorher: null,
      status: null,
      version: null,
      abweichungen: weichtAb("Profile der Praxis", probe),
    };
  },
});

/** One step per Vorgang that the request makes. */
export const entwerfen = (
  person: PersonId,
  variablen: Variablen,
  probe: Probe<Angelegt["entwurfAnlegen"]>,
): Reihenauftritt => ({
  aktion: "anlegen",
  person,
  vorgang: null,
  spiele: async (client, anfrageId) => {
    const { entwurfAnlegen } = await client.frage<Angelegt>(op.ENTWURF_ANLEGEN, { ...variablen, anfrageId });
    return entwurfAnlegen.vorgaenge.map(({ id, status, version }, nr): Spielergebnis => ({
      vorgang: id,
      statusVorher: null,
      status,
      version,
      abweichungen: nr === 0 ? weichtAb("Entwurf", probe(entwurfAnlegen)) : [],
    }));
  },
});

export const entwurfAendern = (
  person: PersonId,
  vorgang: string,
  entwurf: () => Variablen,
  probe: Probe<Entwurf>,
): Auftritt => ({
  aktion: "entwurfAendern",
  person,
  vorgang,
  spiele: async (client, anfrageId) => {
    const { entwurfAendern: geaendert } = await client.frage<{
      entwurfAendern: Befehlsergebnis & { readonly vorgang: Vorgang };
    }>(op.ENTWURF_AENDERN, { vorgangId: vorgang, entwurf: entwurf(), anfrageId });
    const { statusVorher, status, version } = geaendert;
    const abweichungen = weichtAb("Entwurf", probe(geaendert.vorgang.entwurf));
    return { vorgang, statusVorher, status, version, abweichungen };
  },
});

/** The physician signs everything on the Signaturliste at once; one step per Verordnung, in the order of `vorgaenge`. */
export const listeSignieren = (
  welt: Welt,
  person: PersonId,
  karte: string,
  vorgaenge: readonly string[],
): Reihenauftritt => ({
  aktion: "aktivieren",
  person,
  vorgang: vorgaenge[0] ?? null,
  spiele: async (client) => {
    const { signaturliste } = await client.frage<{
      signaturliste: { edges: readonly { node: { id: string; entwurf: { zuSignieren: { bundle: string } } } }[] };
    }>(op.SIGNATURLISTE);
    const zeilen = signaturliste.edges.map(({ node }) => node);
    const auftraege = vorgaenge.map((vorgangId) => {
      const bundle = zeilen.find(({ id }) => id === vorgangId)?.entwurf.zuSignieren.bundle ?? "";
      return { vorgangId, signiert: welt.signiert(karte, bundle), anfrageId: randomUUID() };
    });
    const { mehrereAktivieren } = await client.frage<{ mehrereAktivieren: readonly { ergebnis: Befehlsergebnis }[] }>(
      op.MEHRERE_AKTIVIEREN,
      { auftraege },
    );
    const probe = { soll: [...vorgaenge].sort(), ist: zeilen.map(({ id }) => id).sort() };
    return mehrereAktivieren.map(({ ergebnis: { vorgang, statusVorher, status, version } }, nr): Spielergebnis => ({
      ...{ vorgang: vorgang.id, statusVorher, status, version },
      abweichungen: nr === 0 ? weichtAb("Signaturliste", probe) : [],
    }));
  },
});

interface Uebersicht {
  readonly verordnungsuebersicht: {
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly status: string;
        readonly verordnung: {
          readonly inhalt: { readonly art: string; readonly leistungen: readonly { id: string; nummer: string }[] };
        };
      };
    }[];
  };
}

/** Looks for an earlier Verordnung in the overview of an insured person. */
export const uebersichtEinsehen = (person: PersonId, versicherter: VersicherterId, vorgang: string): Auftritt => ({
  aktion: "einsehen",
  person,
  vorgang,
  spiele: async (client) => {
    const { verordnungsuebersicht } = await client.frage<Uebersicht>(op.UEBERSICHT, {
      versicherter: versicherte(versicherter).kvnr,
    });
    const alle = verordnungsuebersicht.edges.map(({ node }) => node);
    const status = alle.find(({ id }) => id === vorgang)?.status ?? "UNSICHTBAR";
    const probe = { soll: [vorgang], ist: alle.map(({ id }) => id) };
    return { vorgang, statusVorher: status, status, version: null, abweichungen: weichtAb("Übersicht", probe) };
  },
});
