import type { Db } from "mongodb";
import { wendeAn } from "../../src/domain/hkp/aenderung.js";
import { SCHALTER_VORGABE } from "../../src/domain/hkp/ablauf.js";
import { einstellungsvorgabe } from "../../src/domain/hkp/einstellungen.js";
import { entscheide } from "../../src/domain/hkp/entscheiden.js";
import type { Sendeauftrag } from "../../src/domain/hkp/sendeauftrag.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import { baueVerordnungsId } from "../../src/domain/kennungen/verordnungs-id.js";
import { berlinerTag, tageSpaeter } from "../../src/domain/kern/kalender.js";
import { systemIds } from "../../src/adapters/umgebung.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { verordnung, zugewiesen } from "../domain/hkp/vorgaenge.js";
import { arzt } from "../helfer/akteure.js";

export type Gespeicherter = Sendeauftrag & { readonly vorgangId: string };

/** For people: nothing personal is in the campaign. */
export const beschreibe = ({ id, zustand, versuche, unbekannt, grund }: Gespeicherter): string =>
  `${id} ${zustand}, attempts ${versuche}, unknown ${unbekannt}${grund === null ? "" : `, ${grund.code}`}`;

/** Which way the Pflegedienst is told; of the institutions in the campaign only it gets messages. */
type Kanal = "KIM" | "TIM";

/**
 * Vorgaenge, and messages of the practice to the Pflegedienst, each of which is one order. They are decided by the domain and written
 * by the store as the gateway would, from outside: the gateway is dead half of the time.
 */
export class Auftraege {
  readonly #store: MongoVorgangStore;
  readonly #kanal: Kanal;
  readonly #vorgaenge: string[] = [];
  readonly #marken = new Set<string>();
  #anzahl = 0;

  constructor(
    private readonly db: Db,
    kanal: Kanal,
  ) {
    this.#store = new MongoVorgangStore(db);
    this.#kanal = kanal;
  }

  get vorgaenge(): readonly string[] {
    return this.#vorgaenge;
  }

  async neuerVorgang(): Promise<string> {
    const heute = berlinerTag(new Date());
    const id = baueVerordnungsId("169", systemIds.neueSeriennummer());
    const zeitraum = { von: heute, bis: tageSpaeter(heute, 27) };
    const inhalt = verordnung({ verordnungsId: id, verordnungsdatum: heute, verordnungszeitraum: zeitraum });
    const vorgang = zugewiesen(
      {
        id,
        fadenId: systemIds.neueId(),
        zugriffscodes: { annehmen: systemIds.neuerCode(), lesen: systemIds.neuerCode() },
        angelegtAm: new Date(),
        geaendertAm: new Date(),
        verordnungszeitraumBis: zeitraum.bis,
        ausgang: [],
        meldungen: [],
        anfragen: [],
      },
      inhalt,
    );
    await this.#store.legeAn(vorgang);
    this.#vorgaenge.push(id);
    return id;
  }

  /** One message in this Vorgang. */
  async schreibe(vorgangId: string): Promise<void> {
    const nummer = ++this.#anzahl;
    for (;;) {
      const vorgang = await this.#lade(vorgangId);
      const befehl = {
        aktion: "nachrichtSchreiben",
        an: ["PFLEGEDIENST"],
        text: `Nachricht ${nummer}`,
        antwortAuf: null,
      };
      const kontext = { akteur: arzt(), jetzt: new Date(), ids: systemIds, schalter: SCHALTER_VORGABE };
      const wahl = {
        angeboten: new Set([this.#kanal, "PORTAL"] as const),
        einstellungenVon: () => ({ ...einstellungsvorgabe("PFLEGEDIENST"), kanaele: [this.#kanal] }),
      };
      const schritt = entscheide(befehl as never, vorgang, kontext, { anfrageId: null }, wahl);
      if (wendeAn(vorgang, schritt).ausgang.length !== vorgang.ausgang.length + 1) throw new Error("not one order");
      // What comes in is written to the same Vorgaenge.
      if ((await this.#store.schreibe(vorgang, schritt)) === "GESCHRIEBEN") return;
    }
  }

  /** All of this campaign's orders as they are stored. */
  async gespeicherte(): Promise<readonly Gespeicherter[]> {
    const alle = await Promise.all(this.#vorgaenge.map((id) => this.#lade(id)));
    return alle.flatMap(({ id, ausgang }) =>
      ausgang.filter(({ kanal }) => kanal === this.#kanal).map((auftrag) => ({ ...auftrag, vorgangId: id })),
    );
  }

  /** Orders that are not sent yet. */
  async wartende(): Promise<number> {
    const alle = await this.gespeicherte();
    return alle.filter(({ naechsterVersuch }) => naechsterVersuch !== null).length;
  }

  /** Attempts at all orders so far: when it grows, a gateway is at work. */
  async versuche(): Promise<number> {
    const [summe] = await this.db
      .collection("vorgaenge")
      .aggregate<{ anzahl: number }>([
        { $unwind: "$ausgang" },
        { $match: { "ausgang.kanal": this.#kanal } },
        { $group: { _id: null, anzahl: { $sum: "$ausgang.versuche" } } },
      ])
      .toArray();
    return summe?.anzahl ?? 0;
  }

  /** How many orders the worker held that has just died; asked after each death. */
  async gehaltene(): Promise<number> {
    const gehalten = { "ausgang.anspruch.marke": { $exists: true } };
    const vorgaenge = this.db.collection("vorgaenge").find(gehalten, { projection: { ausgang: 1 } });
    const marken = (await vorgaenge.toArray())
      .flatMap(({ ausgang }) => ausgang as readonly Sendeauftrag[])
      .filter(({ kanal }) => kanal === this.#kanal)
      .flatMap(({ anspruch }) => anspruch?.marke ?? []);
    // Those of earlier deaths may still stand there.
    const neue = marken.filter((marke) => !this.#marken.has(marke));
    for (const marke of neue) this.#marken.add(marke);
    return neue.length;
  }

  async #lade(id: string): Promise<Vorgang> {
    const vorgang = await this.#store.lade(id, { art: "ALLE" });
    if (vorgang === null) throw new Error("a Vorgang of the campaign is gone");
    return vorgang;
  }
}
