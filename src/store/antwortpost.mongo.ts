import { createHash } from "node:crypto";
import type { Collection, Db, Document, Filter } from "mongodb";
import { UNBEKANNTE_HOECHSTENS } from "../domain/hkp/wiederholung.js";
import { UNVERSUCHT } from "../domain/hkp/sendeauftrag.js";
import type { Zustellzustand } from "../domain/hkp/sendeauftrag.js";
import type { Vermerk } from "../domain/ports/ausgang.js";
import type {
  Antwortauftrag,
  Antwortpost,
  BeanspruchteAntwort,
  Beantwortetes,
  NeueAntwort,
} from "../domain/ports/antwortpost.js";
import type { IdGeber } from "../domain/ports/umgebung.js";
import type { FhirBundle, Kanal, Zustellnachweis } from "../domain/ports/zustellung.js";
import { AUFGEGEBEN, RUHE, vermerkfelder, vonVorn } from "./ausgangsfelder.js";
import { SCHEMA_VERSION } from "./dokumente.js";
import { frage } from "./ergebnis.js";
import { istDoppelterSchluessel } from "./verbindung.js";

/** A document of `antwortpost`. The Bundle lies as JSON: names of its fields are not the database's business. */
interface Antwortdokument extends Omit<Antwortauftrag, "id" | "inhalt"> {
  readonly _id: string;
  readonly schemaVersion: typeof SCHEMA_VERSION;
  /** Which mail it answers, as a digest: foreign Message-IDs may be of any length. Unique. */
  readonly zu: string;
  readonly inhalt: { readonly text: string; readonly buendel: string | null } | null;
}

/** Once the channel or the recipient has it nobody sends it again. */
const ANGEKOMMEN: readonly Zustellzustand[] = ["UEBERGEBEN", "ZUGESTELLT", "GELESEN"];
const NACH_FAELLIGKEIT = { naechsterVersuch: 1 } as const;

/** Answers in MongoDB, one document each: they belong to no Vorgang's document, because most are about none. */
export class MongoAntwortpost implements Antwortpost {
  readonly #antworten: Collection<Antwortdokument>;
  readonly #ids: Pick<IdGeber, "neueId">;

  constructor(db: Db, ids: Pick<IdGeber, "neueId">) {
    this.#antworten = db.collection<Antwortdokument>("antwortpost");
    this.#ids = ids;
  }

  async lege({ zu, auf, bezuege, vorgangId, inhalt, erstelltAm, verfaelltAm }: NeueAntwort): Promise<void> {
    const { text, buendel } = inhalt;
    const dokument: Antwortdokument = {
      _id: this.#ids.neueId(),
      schemaVersion: SCHEMA_VERSION,
      zu: abdruck(zu),
      kanal: "KIM",
      ...UNVERSUCHT,
      adresse: zu.absender,
      auf,
      bezuege,
      vorgangId,
      inhalt: { text, buendel: buendel === null ? null : JSON.stringify(buendel) },
      erstelltAm,
      verfaelltAm,
      zustand: "WARTET",
      zustandSeit: erstelltAm,
      naechsterVersuch: erstelltAm,
    };
    try {
      await frage(() => this.#antworten.insertOne(dokument));
    } catch (fehler) {
      if (!istDoppelterSchluessel(fehler)) throw fehler;
    }
  }

  async kennt(zu: Beantwortetes): Promise<boolean> {
    const gefunden = await frage(() =>
      this.#antworten.findOne({ zu: abdruck(zu) }, { projection: { _id: 1 }, hint: "zu" }),
    );
    return gefunden !== null;
  }

  async beanspruche(kanaele: readonly Kanal[], jetzt: Date, leaseMs: number): Promise<BeanspruchteAntwort | null> {
    for (;;) {
      const marke = this.#ids.neueId();
      const dokument = await frage(() =>
        this.#antworten.findOneAndUpdate(
          { naechsterVersuch: { $lte: jetzt }, kanal: { $in: kanaele as "KIM"[] } },
          anspruchsschritte(marke, jetzt, new Date(jetzt.getTime() + leaseMs)),
          { sort: NACH_FAELLIGKEIT, hint: NACH_FAELLIGKEIT, returnDocument: "after" },
        ),
      );
      if (dokument === null) return null;
      // Otherwise its last attempt has just come to rest.
      if (dokument.anspruch?.marke === marke) return { antwort: alsAuftrag(dokument), marke };
    }
  }

  async beginneUebergabe(beansprucht: BeanspruchteAntwort, nachrichtId: string, jetzt: Date): Promise<boolean> {
    return this.#aendere(
      { ...gehalten(beansprucht), "anspruch.bis": { $gt: jetzt } },
      { nachrichtId, "anspruch.uebergabeSeit": jetzt },
    );
  }

  async verlaengere(beansprucht: BeanspruchteAntwort, bis: Date): Promise<boolean> {
    return this.#aendere(gehalten(beansprucht), { "anspruch.bis": bis, naechsterVersuch: bis });
  }

  async vermerke(beansprucht: BeanspruchteAntwort, vermerk: Vermerk, jetzt: Date): Promise<boolean> {
    const ohneInhalt = ANGEKOMMEN.includes(vermerk.zustand) ? { inhalt: null } : {};
    return this.#aendere(
      gehalten(beansprucht),
      { ...vermerkfelder(vermerk, beansprucht.antwort.zustand, jetzt), ...ohneInhalt },
      vermerk.unbekannt === true ? 1 : 0,
    );
  }

  async vermerkeNachweis({ auftragId, ergebnis, grund, zeit }: Zustellnachweis): Promise<void> {
    const endgueltig = (zustand: Zustellzustand): Document => ({ ...RUHE, zustand, zustandSeit: zeit, grund });
    const setze: Record<Zustellnachweis["ergebnis"], Document> = {
      zugestellt: { ...endgueltig("ZUGESTELLT"), inhalt: null },
      gelesen: { ...endgueltig("GELESEN"), inhalt: null },
      unzustellbar: endgueltig("UNZUSTELLBAR"),
      verzoegert: { grund },
    };
    const offen: readonly Zustellzustand[] = ["UEBERGEBEN", "UNBEKANNT", "WARTET"];
    const beweisbar = ergebnis === "gelesen" ? [...offen, "ZUGESTELLT" as const] : [...offen];
    const versandt = { zustand: { $in: beweisbar }, versuche: { $gt: 0 } };
    await this.#aendere({ _id: auftragId, ...versandt }, setze[ergebnis]);
  }

  async naechsteFaelligkeit(kanaele: readonly Kanal[]): Promise<Date | null> {
    const dokument = await frage(() =>
      this.#antworten.findOne(
        { naechsterVersuch: { $gte: new Date(0) }, kanal: { $in: kanaele as "KIM"[] } },
        { sort: NACH_FAELLIGKEIT, hint: NACH_FAELLIGKEIT, projection: { naechsterVersuch: 1 } },
      ),
    );
    return dokument?.naechsterVersuch ?? null;
  }

  async liegengebliebene(hoechstens: number): Promise<readonly Antwortauftrag[]> {
    const dokumente = await frage(() =>
      this.#antworten
        .find({ $or: [...AUFGEGEBEN] })
        .sort({ erstelltAm: -1, _id: -1 })
        .limit(hoechstens)
        .toArray(),
    );
    return dokumente.map(alsAuftrag);
  }

  async wiederhole(id: string, jetzt: Date): Promise<boolean> {
    return this.#aendere({ _id: id, $or: [...AUFGEGEBEN], inhalt: { $ne: null } }, vonVorn(jetzt));
  }

  async raeumeAuf(jetzt: Date): Promise<void> {
    await frage(() => this.#antworten.deleteMany({ verfaelltAm: { $lte: jetzt } }));
    const ueberholte = await frage(() =>
      this.#antworten
        .aggregate<Pick<Antwortdokument, "_id">>([
          { $match: { vorgangId: { $ne: null }, inhalt: { $ne: null } } },
          { $project: { vorgangId: 1, erstelltAm: 1 } },
          {
            $lookup: {
              from: "vorgaenge",
              localField: "vorgangId",
              foreignField: "_id",
              as: "vorgang",
              pipeline: [{ $match: { status: "GELOESCHT" } }, { $project: { geaendertAm: 1 } }],
            },
          },
          // What was written after the deletion has seen none of its contents.
          { $match: { $expr: { $gt: [{ $first: "$vorgang.geaendertAm" }, "$erstelltAm"] } } },
          { $project: { _id: 1 } },
        ])
        .toArray(),
    );
    if (ueberholte.length > 0)
      await frage(() => this.#antworten.deleteMany({ _id: { $in: ueberholte.map(({ _id }) => _id) } }));
  }

  async #aendere(filter: Filter<Antwortdokument>, setze: Document, unbekannte = 0): Promise<boolean> {
    const { matchedCount } = await frage(() =>
      this.#antworten.updateOne(filter, {
        $set: setze,
        ...(unbekannte === 0 ? {} : { $inc: { unbekannt: unbekannte } }),
      }),
    );
    return matchedCount === 1;
  }
}

const abdruck = ({ absender, nachrichtId }: Beantwortetes): string =>
  createHash("sha256").update(`${absender}\n${nachrichtId}`).digest("hex");

const gehalten = ({ antwort, marke }: BeanspruchteAntwort): Filter<Antwortdokument> => ({
  _id: antwort.id,
  "anspruch.marke": marke,
});

/** As for the orders of a Vorgang (ausgang-anspruch.ts): while it is claimed, `naechsterVersuch` is the end of the lease. */
function anspruchsschritte(marke: string, jetzt: Date, bis: Date): Document[] {
  const nimm = {
    anspruch: { marke: { $literal: marke }, bis, uebergabeSeit: null },
    naechsterVersuch: bis,
    versuche: { $add: ["$versuche", 1] },
  };
  const unbekannt = { zustand: "UNBEKANNT", zustandSeit: jetzt, unbekannt: { $add: ["$unbekannt", 1] } };
  // The lease ended inside the channel: perhaps taken. Twice is the most that may be tried.
  const mitten = { $gt: ["$anspruch.uebergabeSeit", null] };
  const letzter = { $gte: ["$unbekannt", UNBEKANNTE_HOECHSTENS - 1] };
  const neu = {
    $switch: {
      branches: [
        { case: { $and: [mitten, letzter] }, then: { ...unbekannt, ...RUHE } },
        { case: mitten, then: { ...unbekannt, ...nimm } },
      ],
      default: nimm,
    },
  };
  // $set would merge the claim into the last one's, which null has no fields for.
  return [{ $replaceWith: { $mergeObjects: ["$$ROOT", neu] } }];
}

function alsAuftrag({ _id: id, schemaVersion: _, zu: __, inhalt, ...felder }: Antwortdokument): Antwortauftrag {
  if (inhalt === null) return { id, ...felder, inhalt };
  const { text, buendel } = inhalt;
  return {
    id,
    ...felder,
    inhalt: { text, buendel: buendel === null ? null : (JSON.parse(buendel) as FhirBundle) },
  };
}
