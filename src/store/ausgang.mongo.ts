import type { Db, Document } from "mongodb";
import type { Sendeauftrag, Zustellzustand } from "../domain/hkp/vorgang.js";
import { ZUSTELLZUSTAENDE } from "../domain/hkp/vorgang.js";
import type { Ausgang, Beanspruchter, Vermerk, Zustellfilter, Zustellung } from "../domain/ports/ausgang.js";
import type { IdGeber } from "../domain/ports/umgebung.js";
import type { Seite } from "../domain/ports/vorgang-store.js";
import type { Kanal, Zustellnachweis } from "../domain/ports/zustellung.js";
import { anspruchsschritte, faelligerAuftrag } from "./ausgang-anspruch.js";
import type { Anspruchswunsch } from "./ausgang-anspruch.js";
import { alsVorgang, OHNE_ABGELEITETES, vorgaenge } from "./dokumente.js";
import type { Sammlung } from "./dokumente.js";
import { frage } from "./ergebnis.js";
import { neuesteElemente } from "./neueste-elemente.js";

/** The index `ausgang_faellig`: its order is the order of being due; a sort would have to read everything that is due. */
const NACH_FAELLIGKEIT = { hint: { "ausgang.naechsterVersuch": 1, "ausgang.kanal": 1 } } as const;
const MIT_ID = { hint: "_id_" } as const;
const MIT_AUFTRAG = { hint: "ausgang_auftrag" } as const;
const RUHE = { "ausgang.$.naechsterVersuch": null, "ausgang.$.anspruch": null } as const;

/** Orders that only a person moves on: refused or given up, or unknown after the one repetition. */
const AUFGEGEBEN: readonly Document[] = [{ zustand: "UNZUSTELLBAR" }, { zustand: "UNBEKANNT", naechsterVersuch: null }];

const VERSANDT = { zustand: { $in: ["UEBERGEBEN", "UNBEKANNT", "WARTET"] }, versuche: { $gt: 0 } } as const;

/** Outbox in MongoDB: the orders lie in their Vorgang's document, and nothing here touches its version. */
export class MongoAusgang implements Ausgang {
  readonly #vorgaenge: Sammlung;
  readonly #ids: Pick<IdGeber, "neueId">;

  constructor(db: Db, ids: Pick<IdGeber, "neueId">) {
    this.#vorgaenge = vorgaenge(db);
    this.#ids = ids;
  }

  /**
   * `versuche` counts claims, so that an order that brings its worker down is seen to have been tried. A lease that ended after
   * `beginneUebergabe` comes back in zustand UNBEKANNT with `unbekannt` raised and `zustandSeit` = `jetzt`, unless it was the
   * last attempt allowed: then it rests in UNBEKANNT. Overtaken orders on the way are withdrawn and not handed out.
   */
  async beanspruche(kanaele: readonly Kanal[], jetzt: Date, leaseMs: number): Promise<Beanspruchter | null> {
    for (;;) {
      const marke = this.#ids.neueId();
      const wunsch = { kanaele, jetzt, bis: new Date(jetzt.getTime() + leaseMs), marke };
      const ergebnis = await this.#bewegeEinen(wunsch);
      if (ergebnis !== "GERUHT") return ergebnis;
    }
  }

  async #bewegeEinen(wunsch: Anspruchswunsch): Promise<Beanspruchter | "GERUHT" | null> {
    const dokument = await frage(() =>
      this.#vorgaenge.findOneAndUpdate(faelligerAuftrag(wunsch), anspruchsschritte(wunsch), {
        ...NACH_FAELLIGKEIT,
        projection: OHNE_ABGELEITETES,
        returnDocument: "after",
      }),
    );
    if (dokument === null) return null;
    const vorgang = alsVorgang(dokument);
    const { marke } = wunsch;
    const auftrag = vorgang.ausgang.find(({ anspruch }) => anspruch?.marke === marke);
    return auftrag === undefined ? "GERUHT" : { auftrag, vorgang, marke };
  }

  async beginneUebergabe(
    beanspruchter: Beanspruchter,
    adresse: string,
    nachrichtId: string,
    jetzt: Date,
  ): Promise<boolean> {
    const { id, stand } = beanspruchter.auftrag;
    const begonnen = await this.#aendere(
      {
        ...beansprucht(beanspruchter, { "anspruch.bis": { $gt: jetzt } }),
        // Compared by the write itself: a transition between claim and hand-over is not missed.
        alarmstand: { $lte: stand },
        ueberholteAuftraege: { $ne: id },
      },
      {
        "ausgang.$.adresse": adresse,
        "ausgang.$.nachrichtId": nachrichtId,
        "ausgang.$.anspruch.uebergabeSeit": jetzt,
      },
    );
    if (!begonnen) await this.#zieheZurueck(beanspruchter, jetzt);
    return begonnen;
  }

  /** Without effect if the claim was lost rather than overtaken. */
  async #zieheZurueck(beanspruchter: Beanspruchter, jetzt: Date): Promise<void> {
    const { id, stand, zustand } = beanspruchter.auftrag;
    const zurueckgezogen = { "ausgang.$.zustand": "ZURUECKGEZOGEN", "ausgang.$.zustandSeit": jetzt };
    await this.#aendere(
      {
        ...beansprucht(beanspruchter, { "anspruch.uebergabeSeit": null }),
        $or: [{ alarmstand: { $gt: stand } }, { ueberholteAuftraege: id }],
      },
      { ...(zustand === "UNBEKANNT" ? {} : zurueckgezogen), ...RUHE },
    );
  }

  async verlaengere(beanspruchter: Beanspruchter, bis: Date): Promise<boolean> {
    return this.#aendere(beansprucht(beanspruchter), {
      "ausgang.$.anspruch.bis": bis,
      "ausgang.$.naechsterVersuch": bis,
    });
  }

  async vermerke(beanspruchter: Beanspruchter, vermerk: Vermerk, jetzt: Date): Promise<boolean> {
    const { zustand, naechsterVersuch, grund, nachrichtId, unbekannt } = vermerk;
    return this.#aendere(
      beansprucht(beanspruchter),
      {
        ...RUHE,
        "ausgang.$.zustand": zustand,
        "ausgang.$.naechsterVersuch": naechsterVersuch,
        "ausgang.$.grund": grund,
        ...(zustand === beanspruchter.auftrag.zustand ? {} : { "ausgang.$.zustandSeit": jetzt }),
        ...(nachrichtId === undefined ? {} : { "ausgang.$.nachrichtId": nachrichtId }),
      },
      unbekannt === true ? 1 : 0,
    );
  }

  async vermerkeNachweis({ auftragId, ergebnis, grund, zeit }: Zustellnachweis): Promise<void> {
    const endgueltig = (zustand: Zustellzustand): Document => ({
      ...RUHE,
      "ausgang.$.zustand": zustand,
      "ausgang.$.zustandSeit": zeit,
      "ausgang.$.grund": grund,
    });
    const setze: Record<Zustellnachweis["ergebnis"], Document> = {
      zugestellt: endgueltig("ZUGESTELLT"),
      unzustellbar: endgueltig("UNZUSTELLBAR"),
      verzoegert: { "ausgang.$.grund": grund },
    };
    // An order that was never claimed has sent nothing that could be proven.
    const versandt = { id: auftragId, ...VERSANDT };
    const { matchedCount } = await frage(() =>
      this.#vorgaenge.updateOne({ ausgang: { $elemMatch: versandt } }, { $set: setze[ergebnis] }, MIT_AUFTRAG),
    );
    if (matchedCount === 0) await this.#setzeSammlung(auftragId, VERSANDT, setze[ergebnis]);
  }

  async naechsteFaelligkeit(kanaele: readonly Kanal[]): Promise<Date | null> {
    const wartend = { kanal: { $in: [...kanaele] }, naechsterVersuch: { $gte: new Date(0) } };
    const dokument = await frage(() =>
      this.#vorgaenge.findOne(
        { ausgang: { $elemMatch: wartend } },
        { ...NACH_FAELLIGKEIT, projection: { "ausgang.kanal": 1, "ausgang.naechsterVersuch": 1 } },
      ),
    );
    const auftraege = (dokument?.["ausgang"] ?? []) as readonly Pick<Sendeauftrag, "kanal" | "naechsterVersuch">[];
    return auftraege
      .filter(({ kanal }) => kanaele.includes(kanal))
      .map(({ naechsterVersuch }) => naechsterVersuch)
      .reduce(frueheste, null);
  }

  async zustellungen({ zustand, first, after }: Zustellfilter): Promise<Seite<Zustellung>> {
    const bedingung = { zustand: { $in: [...(zustand ?? ZUSTELLZUSTAENDE)] } };
    const seite = await frage(() =>
      neuesteElemente<Sendeauftrag>(this.#vorgaenge, {
        liste: "ausgang",
        zeitfeld: "erstelltAm",
        bedingung,
        first,
        after,
      }),
    );
    return {
      ...seite,
      eintraege: seite.eintraege.map(({ knoten: { vorgangId, element: auftrag }, cursor }) => ({
        knoten: { vorgangId, auftrag },
        cursor,
      })),
    };
  }

  /** Reads the state of every order there is: for a person or a slow interval, not for each scrape of the metrics. */
  async zaehle(): Promise<Readonly<Record<Zustellzustand, number>>> {
    const gruppen = await frage(() =>
      this.#vorgaenge
        .aggregate([
          { $match: { "ausgang.zustand": { $in: [...ZUSTELLZUSTAENDE] } } },
          { $project: { zustand: "$ausgang.zustand" } },
          { $unwind: "$zustand" },
          { $group: { _id: "$zustand", anzahl: { $sum: 1 } } },
        ])
        .toArray(),
    );
    const anzahlen = new Map(gruppen.map(({ _id, anzahl }) => [_id as Zustellzustand, anzahl as number]));
    return Object.fromEntries(ZUSTELLZUSTAENDE.map((zustand) => [zustand, anzahlen.get(zustand) ?? 0])) as Record<
      Zustellzustand,
      number
    >;
  }

  async wiederhole(auftragId: string, jetzt: Date): Promise<boolean> {
    const ruhend = { id: auftragId, $or: AUFGEGEBEN };
    const dokument = await frage(() =>
      this.#vorgaenge.findOne(
        { ausgang: { $elemMatch: ruhend } },
        { projection: { ausgang: { $elemMatch: { id: auftragId } } }, ...MIT_AUFTRAG },
      ),
    );
    if (dokument === null) return false;
    const { sammelId } = (dokument["ausgang"] as readonly Sendeauftrag[])[0] ?? {};
    const setze = {
      "ausgang.$.zustand": "WARTET",
      "ausgang.$.zustandSeit": jetzt,
      "ausgang.$.naechsterVersuch": jetzt,
      "ausgang.$.grund": null,
      // A decision of a person starts a new count.
      "ausgang.$.versuche": 0,
      "ausgang.$.unbekannt": 0,
    };
    // One message, so all of its orders.
    if (sammelId !== undefined) return this.#setzeSammlung(sammelId, { $or: AUFGEGEBEN }, setze);
    const { matchedCount } = await frage(() =>
      this.#vorgaenge.updateOne({ ausgang: { $elemMatch: ruhend } }, { $set: setze }, MIT_AUFTRAG),
    );
    return matchedCount === 1;
  }

  /** The same change to all orders of a Sammlung; `setze` as for one order. */
  async #setzeSammlung(sammelId: string, bedingung: Document, setze: Document): Promise<boolean> {
    const gemeint = { sammelId, ...bedingung };
    const alle = Object.entries(setze).map(([pfad, wert]: [string, unknown]): [string, unknown] => [
      pfad.replace("ausgang.$.", "ausgang.$[einer]."),
      wert,
    ]);
    const { matchedCount } = await frage(() =>
      this.#vorgaenge.updateMany(
        { ausgang: { $elemMatch: gemeint } },
        { $set: Object.fromEntries(alle) },
        { arrayFilters: [alsArrayfilter(gemeint)], hint: "ausgang_sammlung" },
      ),
    );
    return matchedCount > 0;
  }

  async #aendere(filter: Document, setze: Document, unbekannte = 0): Promise<boolean> {
    const { matchedCount } = await frage(() =>
      this.#vorgaenge.updateOne(
        filter,
        { $set: setze, ...(unbekannte === 0 ? {} : { $inc: { "ausgang.$.unbekannt": unbekannte } }) },
        MIT_ID,
      ),
    );
    return matchedCount === 1;
  }
}

/** The order while this claim holds it; with it `$` in the update is this order. */
function beansprucht({ auftrag, vorgang, marke }: Beanspruchter, bedingung: Document = {}): Document {
  return { _id: vorgang.id, ausgang: { $elemMatch: { id: auftrag.id, "anspruch.marke": marke, ...bedingung } } };
}

function frueheste(bisher: Date | null, einer: Date | null): Date | null {
  if (bisher === null || einer === null) return bisher ?? einer;
  return einer < bisher ? einer : bisher;
}

/** A condition of $elemMatch as one of the array filter `einer`. */
function alsArrayfilter(bedingung: Document): Document {
  return Object.fromEntries(
    Object.entries(bedingung).map(([feld, wert]: [string, unknown]) =>
      feld === "$or" ? [feld, (wert as readonly Document[]).map(alsArrayfilter)] : [`einer.${feld}`, wert],
    ),
  );
}
