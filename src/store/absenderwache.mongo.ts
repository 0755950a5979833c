import { createHash } from "node:crypto";
import type { Collection, Db, Document } from "mongodb";
import { STUNDE_MS } from "../domain/ports/absenderwache.js";
import type { Absenderwache } from "../domain/ports/absenderwache.js";
import type { Beantwortetes } from "../domain/ports/antwortpost.js";
import { SCHEMA_VERSION } from "./dokumente.js";
import { frage } from "./ergebnis.js";
import { istDoppelterSchluessel } from "./verbindung.js";

/** A mail that was counted, by the digest of its id: foreign ids may be of any length. */
interface Gezaehltes {
  readonly mail: string;
  readonly seit: Date;
}

/** A document of `mailabsender`; `_id` is the digest of the address, because nobody needs to read it. */
interface Absenderdokument {
  readonly _id: string;
  readonly schemaVersion: typeof SCHEMA_VERSION;
  /** Mails of the last hour, oldest first. */
  readonly gezaehlt: readonly Gezaehltes[];
  /** The mail that has had this hour's explanation. */
  readonly erlaeutert: Gezaehltes | null;
  readonly zuletzt: Date;
}

const abdruck = (text: string): string => createHash("sha256").update(text).digest("hex");
const vorEinerStunde = (jetzt: Date): Date => new Date(jetzt.getTime() - STUNDE_MS);

/** One document per sender, changed by single atomic writes: of two instances at the same moment one is told no. */
export class MongoAbsenderwache implements Absenderwache {
  readonly #absender: Collection<Absenderdokument>;

  constructor(db: Db) {
    this.#absender = db.collection<Absenderdokument>("mailabsender");
  }

  async laesstEin({ absender, nachrichtId }: Beantwortetes, hoechstens: number, jetzt: Date): Promise<boolean> {
    const mail = abdruck(nachrichtId);
    const juengste = {
      $filter: {
        input: { $ifNull: ["$gezaehlt", []] },
        cond: { $gt: ["$$this.seit", vorEinerStunde(jetzt)] },
      },
    };
    const dokument = await this.#setze(abdruck(absender), {}, [
      { $set: { gezaehlt: juengste, ...zuletzt(jetzt) } },
      {
        $set: {
          gezaehlt: {
            $cond: [
              // Known already, or full: what is more is not counted, so that the list has an end and the flood too.
              { $or: [{ $in: [mail, "$gezaehlt.mail"] }, { $gte: [{ $size: "$gezaehlt" }, hoechstens] }] },
              "$gezaehlt",
              { $concatArrays: ["$gezaehlt", [{ mail, seit: jetzt }]] },
            ],
          },
        },
      },
    ]);
    return dokument?.gezaehlt.some((eine) => eine.mail === mail) ?? false;
  }

  async darfErlaeutern({ absender, nachrichtId }: Beantwortetes, jetzt: Date): Promise<boolean> {
    const mail = abdruck(nachrichtId);
    const frei = {
      $or: [{ erlaeutert: null }, { "erlaeutert.mail": mail }, { "erlaeutert.seit": { $lte: vorEinerStunde(jetzt) } }],
    };
    const meine = { $eq: ["$erlaeutert.mail", mail] };
    const dokument = await this.#setze(abdruck(absender), frei, [
      { $set: { erlaeutert: { $cond: [meine, "$erlaeutert", { mail, seit: jetzt }] }, ...zuletzt(jetzt) } },
    ]);
    return dokument !== null;
  }

  async raeumeAuf(jetzt: Date): Promise<void> {
    await frage(() => this.#absender.deleteMany({ zuletzt: { $lt: vorEinerStunde(jetzt) } }));
  }

  /** Null: there is a document, and the condition does not hold. */
  async #setze(_id: string, bedingung: Document, schritte: Document[]): Promise<Absenderdokument | null> {
    // A second time only if two began with the same new sender: then the document is there.
    for (let mal = 1; ; mal++)
      try {
        return await frage(() =>
          this.#absender.findOneAndUpdate({ _id, ...bedingung }, schritte, { upsert: true, returnDocument: "after" }),
        );
      } catch (fehler) {
        if (!istDoppelterSchluessel(fehler)) throw fehler;
        if (mal === 2) return null;
      }
  }
}

const zuletzt = (jetzt: Date): Document => ({ zuletzt: jetzt, schemaVersion: { $literal: SCHEMA_VERSION } });
