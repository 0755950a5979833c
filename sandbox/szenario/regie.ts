import { randomUUID } from "node:crypto";
import { ANMELDEPERSONEN } from "../anmeldung/ansprueche.js";
import { BESCHAEFTIGTE, institution } from "../personen.js";
import type { PersonId } from "../personen.js";
import { Beobachter } from "./beobachter.js";
import type { Feedeintrag } from "./beobachter.js";
import type { Alarm, Information, Postfach, Schritt } from "./ergebnis.js";
import { ApiFehler } from "./graphql-client.js";
import type { GraphqlClient } from "./graphql-client.js";
import { STATUS, ZUSTELLUNGEN } from "./operationen.js";
import type { Welt } from "./welt.js";

/** One person per participant watches its feed; institutions share theirs among all employees. */
const ZUSCHAUER: readonly PersonId[] = [
  "aerztin",
  "elena",
  "miriam",
  "kasse",
  "renate",
  "aurelia",
  "karl-heinz",
  "rolf",
];

interface Zustellung {
  readonly id: string;
  readonly vorgangId: string;
  readonly vorgangVersion: number;
  readonly kanal: Alarm["kanal"];
  readonly zustand: string;
  readonly empfaengerRolle: string;
  readonly adresse: string | null;
  readonly nachrichtId: string | null;
}

/** Result of a mutation, as all of them return it. */
export interface Befehlsergebnis {
  readonly aktion: string;
  readonly statusVorher: string | null;
  readonly status: string;
  readonly version: number;
  readonly vorgang: { readonly id: string };
}

export interface Auftritt<E = Spielergebnis> {
  readonly aktion: string;
  readonly person: PersonId;
  readonly vorgang: string | null;
  readonly spiele: (client: GraphqlClient, anfrageId: string) => Promise<E>;
}

/** One step per result: one request may carry out several transitions. */
export type Reihenauftritt<E = Spielergebnis> = Auftritt<readonly E[]>;

/** `version` null: a read, which changes nothing. */
export interface Spielergebnis extends Gesehenes {
  readonly vorgang: string;
  readonly statusVorher: string | null;
  readonly status: string;
  readonly version: number | null;
}

/** Of a step that belongs to no Vorgang. */
export interface Ohnevorgang extends Gesehenes {
  readonly vorgang: null;
  readonly statusVorher: null;
  readonly status: null;
  readonly version: null;
}

interface Gesehenes {
  /** What the person saw and should not have, or the other way round. */
  readonly abweichungen?: readonly string[];
}

/** States after which nothing more happens to a delivery by itself. */
const ENDZUSTAENDE = ["ZUGESTELLT", "UNZUSTELLBAR", "ZURUECKGEZOGEN"];
const GEDULD_MS = 30_000;
const BLICK_MS = 100;

/** Lets people act one after the other and writes down what each step caused, as the participants themselves see it. */
export class Regie {
  readonly schritte: Schritt[] = [];
  readonly abweichungen: string[] = [];
  readonly #nachrichten = new Map<string, number>();
  #beobachter: readonly Beobachter[] = [];

  constructor(
    private readonly welt: Welt,
    private readonly beiSchritt: (schritt: Schritt) => void,
  ) {}

  async beginne(): Promise<void> {
    this.#beobachter = await Promise.all(
      ZUSCHAUER.map(async (person) => Beobachter.oeffne(person, this.welt.url, await this.welt.token(person))),
    );
  }

  /** Null: refused. */
  async schritt<E extends Spielergebnis | Ohnevorgang>(auftritt: Auftritt<E>): Promise<E | null> {
    const spiele: Reihenauftritt<E>["spiele"] = async (...womit) => [await auftritt.spiele(...womit)];
    return (await this.reihe({ ...auftritt, spiele })).at(0) ?? null;
  }

  /** One step per result; a refusal is one step and gives none. */
  async reihe<E extends Spielergebnis | Ohnevorgang>(auftritt: Reihenauftritt<E>): Promise<readonly E[]> {
    const client = await this.welt.als(auftritt.person);
    const { rolle, name } = wer(auftritt.person);
    const kopf = () => ({ nr: this.schritte.length + 1, aktion: auftritt.aktion, rolle, person: name });
    try {
      const ergebnisse = await auftritt.spiele(client, randomUUID());
      for (const { vorgang, statusVorher, status, version, abweichungen = [] } of ergebnisse) {
        const { nr } = kopf();
        const folgen = version === null || vorgang === null ? KEINE_FOLGEN : await this.#folgen(nr, vorgang, version);
        this.abweichungen.push(...abweichungen.map((satz) => `Schritt ${nr}: ${satz}`));
        this.#vermerke({ ...kopf(), vorgang, statusVorher, status, fehler: null, ...folgen });
      }
      return ergebnisse;
    } catch (fehler) {
      if (!(fehler instanceof ApiFehler)) throw fehler;
      const { code, pfad } = fehler;
      const { vorgang } = auftritt;
      const statusVorher = this.schritte.findLast((schritt) => schritt.vorgang === vorgang)?.status ?? null;
      const status = vorgang === null ? null : await this.#status(vorgang);
      this.#vermerke({ ...kopf(), vorgang, statusVorher, status, fehler: { code, pfad }, ...KEINE_FOLGEN });
      return [];
    }
  }

  /** Status of a Vorgang as its practice sees it now; asked of the work list, which is no Einsicht. */
  async #status(vorgang: string): Promise<string | null> {
    const praxis = await this.welt.als("aerztin");
    const { arbeitsliste } = await praxis.frage<{
      arbeitsliste: { edges: readonly { node: { id: string; status: string } }[] };
    }>(STATUS);
    return arbeitsliste.edges.find(({ node }) => node.id === vorgang)?.node.status ?? null;
  }

  /** The mailboxes, each mail with the step whose alarm it is. */
  async postfaecher(): Promise<readonly Postfach[]> {
    const alle = await this.welt.postfaecher();
    return alle.map(({ adresse, rolle, mails }) => ({
      adresse,
      rolle,
      nachrichten: mails.map(({ messageId, betreff }) => ({
        messageId,
        betreff,
        schritt: this.#nachrichten.get(messageId) ?? null,
      })),
    }));
  }

  async ende(): Promise<void> {
    await Promise.all(this.#beobachter.map((beobachter) => beobachter.schliesse()));
  }

  #vermerke(schritt: Schritt): void {
    this.schritte.push(schritt);
    this.beiSchritt(schritt);
  }

  async #folgen(nr: number, vorgang: string, version: number) {
    const gefunden = await Promise.all(this.#beobachter.map((einer) => this.#meldungenVon(einer, vorgang, version)));
    const meldungen = gefunden.flat();
    const zustellungen = await this.#zustellungen(vorgang, version);
    for (const { nachrichtId } of zustellungen) if (nachrichtId !== null) this.#nachrichten.set(nachrichtId, nr);

    const alarme = meldungen
      .filter(({ eintrag }) => eintrag.art === "ALARM")
      .map(({ person }) => this.#alarm(nr, person, zustellungen));
    const informationen = meldungen
      .filter(({ eintrag }) => eintrag.art === "INFORMATION")
      .map(({ person }): Information => {
        const { rolle, teilnehmer } = wer(person);
        return { rolle, empfaenger: teilnehmer, gepusht: zustellungen.some((z) => z.empfaengerRolle === rolle) };
      });
    return { alarme, informationen };
  }

  /** Meldungen of one step in one participant's feed; each must have been pushed by the subscription as well. */
  async #meldungenVon(beobachter: Beobachter, vorgang: string, version: number) {
    const eintraege = (await beobachter.feed()).filter(
      (eintrag) => eintrag.vorgangId === vorgang && eintrag.version === version,
    );
    for (const eintrag of eintraege)
      if (!(await beobachter.bekam(eintrag.id)))
        this.abweichungen.push(`${wer(beobachter.person).name}: ${eintrag.ereignis} kam nicht im Abonnement an.`);
    return eintraege.map((eintrag): { person: PersonId; eintrag: Feedeintrag } => ({
      person: beobachter.person,
      eintrag,
    }));
  }

  #alarm(nr: number, person: PersonId, zustellungen: readonly Zustellung[]): Alarm {
    const { rolle, kim, name } = wer(person);
    const zustellung = zustellungen.find(
      ({ empfaengerRolle, adresse }) => empfaengerRolle === rolle && (adresse === null || adresse === kim),
    );
    if (zustellung === undefined) {
      this.abweichungen.push(`Schritt ${nr}: Alarm an ${name} ohne Zustellung.`);
      return { rolle, empfaenger: kim ?? name, kanal: "PORTAL", zustand: "FEHLT" };
    }
    return { rolle, empfaenger: kim ?? name, kanal: zustellung.kanal, zustand: zustellung.zustand };
  }

  /** Deliveries of one step as the API shows them, once nothing more happens to them. */
  async #zustellungen(vorgang: string, version: number): Promise<readonly Zustellung[]> {
    const betrieb = await this.welt.als("betrieb");
    for (const ende = Date.now() + GEDULD_MS; ;) {
      const { zustellungen } = await betrieb.frage<{
        zustellungen: { edges: readonly { node: Zustellung }[] };
      }>(ZUSTELLUNGEN);
      const eigene = zustellungen.edges
        .map(({ node }) => node)
        .filter(({ vorgangId, vorgangVersion }) => vorgangId === vorgang && vorgangVersion === version);
      if (eigene.every(({ zustand }) => ENDZUSTAENDE.includes(zustand)) || Date.now() > ende) return eigene;
      await new Promise((weiter) => setTimeout(weiter, BLICK_MS));
    }
  }
}

const KEINE_FOLGEN = { alarme: [], informationen: [] } as const;

/** Role, name and participant of a person of the cast. */
export function wer(id: PersonId): { rolle: string; name: string; teilnehmer: string; kim: string | null } {
  const person = ANMELDEPERSONEN.find((eine) => eine.id === id);
  if (person === undefined) throw new Error(`unknown person ${id}`);
  const stelle = BESCHAEFTIGTE.find((einer) => einer.id === id);
  const haus = stelle === undefined ? null : institution(stelle.institution);
  return {
    rolle: String(person.ansprueche["rolle"]),
    name: person.name,
    teilnehmer: haus?.name ?? person.name,
    kim: haus?.kim ?? null,
  };
}
