import assert from "node:assert/strict";
import { BSON } from "mongodb";
import { KORPUS, KORPUS_HOECHSTENS_BYTES } from "../adapters/kim/korpus/korpus.js";
import { warteBis } from "../absturz/warte-bis.js";
import { testGateway } from "../helfer/gateway.js";
import type { Testgateway } from "../helfer/gateway.js";
import { KIM } from "./daten.js";
import { bisZugewiesen, tue } from "./handlungen.js";
import { lege, schreibe, uids } from "./mailprogramm.js";
import { als } from "./portal.js";
import { hole, ruhe } from "./postfaecher.js";

const FAELLE = Object.values(KORPUS).flat();
const UMGEBUNG = {
  NACHWEIS_INTERVALL_MS: "100",
  KIM_EINGANG_HOECHSTENS_BYTES: String(KORPUS_HOECHSTENS_BYTES),
  POST_HOECHSTENS_JE_STUNDE: "1000",
};

/** Every Vorgang, byte for byte. */
async function vorgaenge({ mongo }: Testgateway): Promise<readonly string[]> {
  const alle = await mongo.db.collection("vorgaenge").find().sort({ _id: 1 }).toArray();
  return alle.map((einer) => Buffer.from(BSON.serialize(einer)).toString("base64"));
}

/** Lays all of them into the mailbox and waits until each is gone, set aside or known as foreign, and the answers are sent. */
async function lies(gateway: Testgateway, absender: string, bezug: string): Promise<void> {
  const rahmen = { absender, empfaenger: KIM.gateway, bezug };
  const gelegte: string[] = [];
  for (const { mail } of FAELLE) gelegte.push(await lege(gateway, mail(rahmen)));
  const bleibende = FAELLE.filter(({ erwartet }) => ["fremd", "wartet"].includes(erwartet(rahmen).art)).length;
  const db = gateway.mongo.db;
  await warteBis(
    "every mail is gone, set aside or left",
    async () => {
      const da = new Set(await uids(gateway));
      const liegende = await db.collection<{ _id: string }>("beiseitegelegt").find().toArray();
      const offen = gelegte.filter((uid) => da.has(uid) && !liegende.some(({ _id }) => _id === uid));
      return offen.length <= bleibende;
    },
    120_000,
  );
  await warteBis("the answers are sent", async () => {
    const offene = { naechsterVersuch: { $ne: null } };
    return (await db.collection("antwortpost").countDocuments(offene)) === 0;
  });
}

describe("hostile and odd mails through the whole gateway", function () {
  this.timeout(240_000);

  describe("of a sender that nobody knows", () => {
    const gateway = testGateway("e2e-feindlich-fremd", UMGEBUNG);

    it("change no Vorgang, are explained once, and the gateway goes on", async () => {
      const id = await bisZugewiesen(gateway);
      await ruhe(gateway);
      const vorher = await vorgaenge(gateway);
      await lies(gateway, "niemand@arzt.kim.telematik-test", "auftrag-7");
      assert.deepEqual(await vorgaenge(gateway), vorher);
      const adressen = (await gateway.mongo.db.collection("antwortpost").find().toArray()).map(
        ({ adresse }) => adresse as string,
      );
      // Once per address; some of the corpus use others on purpose.
      assert.equal(new Set(adressen).size, adressen.length);
      assert.ok(adressen.includes("niemand@arzt.kim.telematik-test"));
      await tue(gateway, "elena", "nachrichtSchreiben", { vorgangId: id, an: ["VERORDNENDER"], text: "Noch da?" });
    });
  });

  describe("of a practice that takes part, in answer to one of its messages", () => {
    const gateway = testGateway("e2e-feindlich", UMGEBUNG);

    it("never act but by the words of a mail in order; status and data sets stay, and a good mail behind them arrives", async () => {
      const id = await bisZugewiesen(gateway);
      await tue(gateway, "elena", "nachrichtSchreiben", { vorgangId: id, an: ["VERORDNENDER"], text: "Frage" });
      await ruhe(gateway);
      const lade = async () =>
        (await gateway.mongo.db
          .collection<{ _id: string; [feld: string]: unknown }>("vorgaenge")
          .findOne({ _id: id })) ?? assert.fail();
      const vorher = await lade();
      const datensaetze = (einer: typeof vorher) =>
        einer["datensaetze"] as readonly {
          readonly id: string;
          readonly art: string;
          readonly inhalt: { text: string };
        }[];
      const auftraege = vorher["ausgang"] as readonly { readonly id: string; readonly ereignis: string }[];
      const bezug = auftraege.findLast(({ ereignis }) => ereignis === "NACHRICHT")?.id ?? assert.fail();

      await lies(gateway, KIM.praxis, bezug);
      const danach = await lade();
      assert.equal(danach["status"], vorher["status"]);
      const neue = datensaetze(danach).filter(({ id: eine }) => !datensaetze(vorher).some((alt) => alt.id === eine));
      assert.deepEqual([...new Set(neue.map(({ art }) => art))], ["NACHRICHT"]);
      const alte = datensaetze(danach).filter(({ id: eine }) => datensaetze(vorher).some((alt) => alt.id === eine));
      assert.deepEqual(alte, datensaetze(vorher));
      // By the expectations written by hand: no words but those of mails in order, each at most once.
      const rahmen = { absender: KIM.praxis, empfaenger: KIM.gateway, bezug };
      const inOrdnung = FAELLE.map(({ erwartet }) => erwartet(rahmen)).filter((eine) => eine.art === "nachricht");
      assert.ok(neue.length > 0 && neue.length <= inOrdnung.length, `${neue.length} of ${inOrdnung.length}`);
      const bekannte = inOrdnung.flatMap(({ text }) => (text === undefined ? [] : [text]));
      const unbekannte = neue.filter(({ inhalt }) => !bekannte.includes(inhalt.text));
      assert.ok(unbekannte.length <= inOrdnung.filter(({ text }) => text === undefined).length);

      const [brief] = (await hole(gateway, "praxis")).filter(({ mail }) => mail.messageId?.includes(bezug));
      assert.ok(brief !== undefined);
      await schreibe(gateway, "praxis", { text: "Die gute Nachricht danach.", auf: brief });
      await warteBis("the good one arrives", async () =>
        datensaetze(await lade()).some(({ inhalt }) => inhalt.text === "Die gute Nachricht danach."),
      );
      const { posteingang } = await (
        await als(gateway, "betrieb")
      ).frage<{ posteingang: { lesung: { vollstaendig: boolean } } }>("{ posteingang { lesung { vollstaendig } } }");
      assert.equal(posteingang.lesung.vollstaendig, true);
    });
  });
});
