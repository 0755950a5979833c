import assert from "node:assert/strict";
import { Fachfehler } from "../../../src/domain/kern/fehler.js";
import { ErgebnisUnbekannt } from "../../../src/domain/ports/vorgang-store.js";
import type { Zustellnachweis } from "../../../src/domain/ports/zustellung.js";
import { spuren } from "../../helfer/spuren.js";
import { ABGEWIESEN, AUSGEFUEHRT, eingang, postbuehne, UNBEKANNT } from "./postbuehne.js";

const GRUND = { code: "ZU_GROSS", text: "Die Nachricht ist größer als 15 MiB." };

describe("Postempfang: what becomes of a mail", () => {
  const b = postbuehne();

  it("carried out, and the Versand tells everybody: nothing is answered, the mail goes", async () => {
    b.antworte({ ...AUSGEFUEHRT, rueckmeldung: null });
    assert.equal(await (await b.lesung()).nachricht(eingang("a"), "u1"), "erledigt");
    assert.deepEqual([await b.wartende(), await b.liegende(), b.geweckt()], [[], [], 0]);
    assert.deepEqual(b.gezaehlt, ["AUSGEFUEHRT"]);
  });

  it("carried out with a result: the sender gets it, in the thread of its mail, and the Versand is woken", async () => {
    b.antworte(AUSGEFUEHRT);
    assert.equal(await (await b.lesung()).nachricht(eingang("a"), "u1"), "erledigt");
    const [antwort, ...weitere] = await b.wartende();
    assert.deepEqual(weitere, []);
    assert.equal(antwort?.an, "praxis@kim.test");
    assert.equal(antwort?.auf, "a@praxis.test");
    assert.match(antwort?.text ?? "", /^Guten Tag,\n\nDie Verordnungs-ID lautet 163\.100\.000\.000000001\.\n\n/);
    assert.doesNotMatch(antwort?.text ?? "", /Mehr als eine/);
    assert.equal(b.geweckt(), 1);
  });

  it("a result is never limited, not even after a refusal", async () => {
    const lesung = await b.lesung();
    b.antworte(ABGEWIESEN);
    await lesung.nachricht(eingang("a"), "u1");
    b.antworte(AUSGEFUEHRT);
    await lesung.nachricht(eingang("b"), "u2");
    await lesung.nachricht(eingang("c"), "u3");
    assert.deepEqual(
      (await b.wartende()).map(({ auf }) => auf),
      ["a@praxis.test", "b@praxis.test", "c@praxis.test"],
    );
  });

  for (const [was, ergebnis, code] of [
    ["a refusal", ABGEWIESEN, "STATUS_UNZULAESSIG"],
    ["an unknown sender", UNBEKANNT, "ABSENDER_UNBEKANNT"],
  ] as const)
    it(`${was}: one explanation an hour, saying so; the next mails are set aside`, async () => {
      b.antworte(ergebnis);
      const lesung = await b.lesung();
      assert.equal(await lesung.nachricht(eingang("a"), "u1"), "erledigt");
      b.uhr.vor(59 * 60_000);
      assert.equal(await lesung.nachricht(eingang("b"), "u2"), "liegt");
      const anderer = eingang("c", { absender: "pd@kim.test" });
      assert.equal(await lesung.nachricht(anderer, "u3"), "erledigt", "another sender");
      b.uhr.vor(60_000);
      assert.equal(await lesung.nachricht(eingang("d"), "u4"), "erledigt");
      const wartende = await b.wartende();
      assert.deepEqual(
        wartende.map(({ an, auf }) => [an, auf]),
        [
          ["praxis@kim.test", "a@praxis.test"],
          ["pd@kim.test", "c@praxis.test"],
          ["praxis@kim.test", "d@praxis.test"],
        ],
      );
      for (const { text } of wartende) {
        assert.ok(text.includes(ergebnis.rueckmeldung.text));
        assert.match(text, /Mehr als eine solche Antwort je Stunde senden wir Ihnen nicht/);
      }
      assert.deepEqual(await b.liegende(), [["u2", code]]);
      assert.deepEqual(b.gezaehlt, [code, code, code, code]);
    });

  it("of what was set aside nothing but its ids, why and since when is kept", async () => {
    b.antworte(UNBEKANNT);
    const lesung = await b.lesung();
    await lesung.nachricht(eingang("a"), "u1");
    await lesung.nachricht(eingang("b", { text: "Dekubitus Grad 3" }), "u2");
    assert.deepEqual(await spuren(b.mongo.db, ["Dekubitus", "Rückruf"]), []);
    const [dokument] = await b.mongo.db.collection("beiseitegelegt").find().toArray();
    assert.deepEqual(Object.keys(dokument ?? {}).sort(), ["_id", "grund", "nachrichtId", "schemaVersion", "seit"]);
  });

  it("the same mail again, as after a crash before its removal: the same answer, not a second one", async () => {
    for (const ergebnis of [AUSGEFUEHRT, ABGEWIESEN, UNBEKANNT]) {
      b.antworte(ergebnis);
      const einer = eingang(ergebnis.art);
      assert.equal(await (await b.lesung()).nachricht(einer, "u1"), "erledigt");
      const vorher = (await b.wartende()).length;
      assert.equal(await (await b.lesung()).nachricht(einer, "u1"), "erledigt");
      assert.equal((await b.wartende()).length, vorher, ergebnis.art);
      b.uhr.vor(3_600_000);
    }
  });

  it("the refusal of a mail that comes again after its hour is not given a second time, whoever wrote meanwhile", async () => {
    b.antworte(ABGEWIESEN);
    await (await b.lesung()).nachricht(eingang("a"), "u1");
    b.uhr.vor(3_600_000);
    await (await b.lesung()).nachricht(eingang("b"), "u2");
    assert.equal(await (await b.lesung()).nachricht(eingang("a"), "u1"), "erledigt");
    assert.equal((await b.wartende()).length, 2);
  });

  it("what was refused is not carried out when the mail comes again, by another instance or twice: its sender was told", async () => {
    b.antworte(ABGEWIESEN);
    await (await b.lesung()).nachricht(eingang("a"), "u1");
    b.antworte(AUSGEFUEHRT);
    assert.equal(await (await b.lesung()).nachricht(eingang("a"), "u1"), "erledigt");
    assert.equal(await (await b.lesung()).nachricht(eingang("a"), "u2"), "erledigt", "delivered twice");
    assert.deepEqual(b.gelesen, ["a@praxis.test"]);
    const [antwort, ...weitere] = await b.wartende();
    assert.deepEqual(weitere, []);
    assert.match(antwort?.text ?? "", /Die Aktion ist jetzt nicht möglich/);
  });

  it("what BETRIEB has read again is carried out and its result told, though its sender was told that it lies", async () => {
    b.antworte(async () => Promise.reject(new TypeError("undefined is not a function")));
    for (let mal = 1; mal < 5; mal++) await assert.rejects((await b.lesung()).nachricht(eingang("a"), "u1"), TypeError);
    await (await b.lesung()).nachricht(eingang("a"), "u1");
    const antwortAn = "pd@kim.test";
    const grund = { code: "ZU_GROSS", text: "Zu groß." };
    await (await b.lesung()).beiseite({ uid: "u2", nachrichtId: "b@praxis.test", grund, antwortAn });
    assert.equal((await b.wartende()).length, 2);
    b.antworte(AUSGEFUEHRT);
    b.uhr.vor(1000);
    await (await b.lesung()).nachricht(eingang("a"), "u1");
    await (await b.lesung()).nachricht(eingang("b", { absender: antwortAn }), "u2");
    const texte = (await b.wartende()).slice(2).map(({ an, text }) => [an, text.includes("163.100.000.000000001")]);
    assert.deepEqual(texte, [
      ["praxis@kim.test", true],
      ["pd@kim.test", true],
    ]);
  });

  it("a crash between the sender's hour and the order of the answer: the answer goes out all the same", async () => {
    b.antworte(ABGEWIESEN);
    const { wache } = b.teile();
    await wache.darfErlaeutern({ absender: "praxis@kim.test", nachrichtId: "a@praxis.test" }, b.uhr.jetzt());
    assert.equal(await (await b.lesung()).nachricht(eingang("a"), "u1"), "erledigt");
    assert.equal((await b.wartende()).length, 1);
  });

  it("what fails for the moment is thrown: nothing is answered, set aside or counted", async () => {
    b.antworte(async () => Promise.reject(new Fachfehler("NICHT_VERFUEGBAR")));
    for (let mal = 0; mal < 20; mal++)
      await assert.rejects((await b.lesung()).nachricht(eingang("a"), "u1"), { code: "NICHT_VERFUEGBAR" });
    assert.deepEqual([await b.wartende(), await b.liegende(), b.gezaehlt], [[], [], []]);
    b.antworte(AUSGEFUEHRT);
    assert.equal(await (await b.lesung()).nachricht(eingang("a"), "u1"), "erledigt");
  });

  it("what should pass and has not within a day makes way, told to its sender; a database that is away is waited for", async () => {
    b.antworte(async () => Promise.reject(new Fachfehler("VIRENPRUEFUNG_NICHT_VERFUEGBAR")));
    await assert.rejects((await b.lesung()).nachricht(eingang("a"), "u1"), { code: "VIRENPRUEFUNG_NICHT_VERFUEGBAR" });
    b.uhr.vor(86_399_000);
    await assert.rejects((await b.lesung()).nachricht(eingang("a"), "u1"), { code: "VIRENPRUEFUNG_NICHT_VERFUEGBAR" });
    b.uhr.vor(1000);
    assert.equal(await (await b.lesung()).nachricht(eingang("a"), "u1"), "liegt");
    assert.deepEqual(await b.liegende(), [["u1", "VERARBEITUNG_GESCHEITERT"]]);
    assert.deepEqual(
      (await b.wartende()).map(({ auf }) => auf),
      ["a@praxis.test"],
    );
    b.antworte(async () => Promise.reject(new ErgebnisUnbekannt(null)));
    await assert.rejects((await b.lesung()).nachricht(eingang("b"), "u2"), ErgebnisUnbekannt);
    b.uhr.vor(2 * 86_400_000);
    await assert.rejects((await b.lesung()).nachricht(eingang("b"), "u2"), ErgebnisUnbekannt);
    assert.equal((await b.liegende()).length, 1);
  });

  it("a mail at which we fail by a fault of ours comes again a few times, then makes way: told to its sender, seen by BETRIEB", async () => {
    b.antworte(async () => Promise.reject(new TypeError("undefined is not a function")));
    for (let mal = 1; mal < 5; mal++)
      await assert.rejects((await b.lesung()).nachricht(eingang("a"), "u1"), TypeError, String(mal));
    assert.deepEqual(await b.wartende(), []);
    assert.equal(await (await b.lesung()).nachricht(eingang("a"), "u1"), "liegt");
    assert.deepEqual(await b.liegende(), [["u1", "VERARBEITUNG_GESCHEITERT"]]);
    const [antwort] = await b.wartende();
    assert.match(antwort?.text ?? "", /Ob sie gewirkt hat, steht in Ihrem System/);
    assert.doesNotMatch(antwort?.text ?? "", /undefined/);
  });

  it("more mails of one sender than allowed within an hour are set aside unread; the sender is told once", async () => {
    b.antworte({ ...AUSGEFUEHRT, rueckmeldung: null });
    const lesung = await b.lesung();
    for (let nummer = 1; nummer <= 7; nummer++) await lesung.nachricht(eingang(`m${nummer}`), `u${nummer}`);
    assert.equal(b.gelesen.length, 5);
    assert.deepEqual(await b.liegende(), [
      ["u6", "ZU_VIELE_NACHRICHTEN"],
      ["u7", "ZU_VIELE_NACHRICHTEN"],
    ]);
    const [antwort, ...weitere] = await b.wartende();
    assert.deepEqual([antwort?.auf, weitere], ["m6@praxis.test", []]);
    assert.match(
      antwort?.text ?? "",
      /wurde nicht ausgeführt\.\n\nVon Ihrer Adresse kamen innerhalb einer Stunde mehr/,
    );
  });

  it("what cannot be read is set aside, and explained where that makes sense, once an hour", async () => {
    const lesung = await b.lesung();
    const antwortAn = "praxis@kim.test";
    assert.equal(await lesung.beiseite({ uid: "u1", nachrichtId: "a@praxis.test", grund: GRUND, antwortAn }), "liegt");
    assert.equal(await lesung.beiseite({ uid: "u2", nachrichtId: null, grund: GRUND, antwortAn }), "liegt");
    const stumm = { uid: "u3", nachrichtId: "b@x.test", grund: GRUND, antwortAn: null };
    assert.equal(await lesung.beiseite(stumm), "liegt");
    assert.deepEqual(
      (await b.wartende()).map(({ an, auf }) => [an, auf]),
      [[antwortAn, "a@praxis.test"]],
    );
    assert.deepEqual(
      (await b.liegende()).map(([uid]) => uid),
      ["u1", "u2", "u3"],
    );
  });

  it("what was set aside is skipped by the next reading, until it is forgotten", async () => {
    b.antworte(UNBEKANNT);
    const erste = await b.lesung();
    await erste.nachricht(eingang("a"), "u1");
    await erste.nachricht(eingang("b"), "u2");
    const zweite = await b.lesung();
    assert.deepEqual([await zweite.istBeiseitegelegt("u1"), await zweite.istBeiseitegelegt("u2")], [false, true]);
    await b.teile().ablage.vergiss("u2");
    assert.equal(await (await b.lesung()).istBeiseitegelegt("u2"), false);
  });

  it("a proof goes to the orders and to the answers", async () => {
    b.antworte(AUSGEFUEHRT);
    const lesung = await b.lesung();
    await lesung.nachricht(eingang("a"), "u1");
    const { antwortpost } = b.teile();
    const beansprucht = await antwortpost.beanspruche(["KIM"], b.uhr.jetzt(), 60_000);
    assert.ok(beansprucht);
    const nachweis: Zustellnachweis = {
      auftragId: beansprucht.antwort.id,
      ergebnis: "unzustellbar",
      grund: GRUND,
      zeit: b.uhr.jetzt(),
    };
    await lesung.nachweis(nachweis);
    assert.deepEqual(b.nachweise, [nachweis]);
    assert.deepEqual(
      (await antwortpost.liegengebliebene(5)).map(({ zustand }) => zustand),
      ["UNZUSTELLBAR"],
    );
  });
});
