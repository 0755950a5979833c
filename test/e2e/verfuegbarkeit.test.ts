import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { institution } from "../../sandbox/personen.js";
import type { PersonId } from "../../sandbox/personen.js";
import { testGateway } from "../helfer/gateway.js";
import { aeusseres, kopfUndFokus, lesbares, nachrichtIm } from "./brief.js";
import { bisOffen, tue } from "./handlungen.js";
import { als } from "./portal.js";
import type { Variablen } from "./portal.js";
import { hole, ruhe } from "./postfaecher.js";

const HERZ = institution("hand-und-herz").telematikId;
const INTEGRAL = institution("integral").telematikId;

const ERGEBNIS = "aktion status version vorgang { id status verfuegbarkeitsanfragen { id zustand } }";
const FRAGEN = `mutation($vorgangId: ID!, $pflegedienst: String!, $wunsch: AnfragewunschEingabe, $anfrageId: UUID) {
  ergebnis: verfuegbarkeitAnfragen(vorgangId: $vorgangId, pflegedienst: $pflegedienst, wunsch: $wunsch, anfrageId: $anfrageId) { ${ERGEBNIS} } }`;
const ANTWORTEN = `mutation($vorgangId: ID!, $verfuegbar: Boolean!, $text: String, $anfrageId: UUID) {
  ergebnis: verfuegbarkeitAntworten(vorgangId: $vorgangId, verfuegbar: $verfuegbar, text: $text, anfrageId: $anfrageId) { ${ERGEBNIS} } }`;
const ZURUECKZIEHEN = `mutation($vorgangId: ID!, $anfrage: ID!) {
  ergebnis: verfuegbarkeitZurueckziehen(vorgangId: $vorgangId, anfrage: $anfrage) { ${ERGEBNIS} } }`;
const ANFRAGEN = `query($id: ID!) { vorgang(id: $id) { verordnung { version } zugriffscodes { lesen } verfuegbarkeitsanfragen {
  pflegedienst name zustand wunschzeitraum { von bis } wuensche kontakt { name telefon email } antwort automatisch } } }`;
const LISTE = `query($zustand: [Anfragezustand!]) { verfuegbarkeitsanfragen(zustand: $zustand) { edges { node { vorgangId zustand } } } }`;
const FEED = "query { meldungen(first: 20) { edges { node { art ereignis vorgangId } } } }";
const KONTAKT = { name: "Tochter Petra", telefon: "030 5550177", email: "petra@example.org" };

interface Ergebnis {
  readonly aktion: string;
  readonly status: string;
  readonly version: number;
  readonly vorgang: { readonly verfuegbarkeitsanfragen: readonly { readonly id: string; readonly zustand: string }[] };
}

describe("unverbindliche Anfrage over the public API and KIM [6.5.2]", function () {
  this.timeout(30_000);
  const gateway = testGateway("e2e-verfuegbarkeit");
  const frage = async <T>(person: PersonId, query: string, variablen: Variablen = {}): Promise<T> =>
    (await als(gateway, person)).frage<T>(query, variablen);
  const fuehre = async (person: PersonId, mutation: string, variablen: Variablen): Promise<Ergebnis> =>
    (await frage<{ ergebnis: Ergebnis }>(person, mutation, variablen)).ergebnis;
  const lehntAb = async (person: PersonId, query: string, variablen: Variablen, code: string) => {
    const { extensions, message } = await (await als(gateway, person)).abgelehnt(query, variablen);
    assert.equal(extensions.code, code, message);
  };
  const feed = async (person: PersonId, id: string): Promise<readonly string[]> => {
    type Feed = { meldungen: { edges: readonly { node: { art: string; ereignis: string; vorgangId: string } }[] } };
    const { meldungen } = await frage<Feed>(person, FEED);
    return meldungen.edges
      .filter(({ node }) => node.vorgangId === id)
      .map(({ node }) => `${node.art} ${node.ereignis}`)
      .reverse();
  };
  const briefe = async (an: "hand-und-herz" | "integral", id: string) =>
    (await hole(gateway, an)).filter(({ mail }) => (mail.text ?? "").includes(id));

  it("asks two, of which one answers and gets the Verordnung: each step as its participants see it", async () => {
    const vorgangId = await bisOffen(gateway);
    await lehntAb("elena", ANFRAGEN, { id: vorgangId }, "VORGANG_UNBEKANNT");
    const wunsch = {
      wunschzeitraum: { von: "2026-03-05", bis: "2026-03-29" },
      wuensche: "vor 8 Uhr",
      kontakt: KONTAKT,
    };
    const anfrageId = randomUUID();
    const erste = await fuehre("renate", FRAGEN, { vorgangId, pflegedienst: HERZ, wunsch, anfrageId });
    assert.equal(erste.status, "OFFEN");
    // The same request again asks nobody again.
    const wiederholt = await fuehre("renate", FRAGEN, { vorgangId, pflegedienst: HERZ, wunsch, anfrageId });
    assert.equal(wiederholt.version, erste.version);
    await fuehre("renate", FRAGEN, { vorgangId, pflegedienst: INTEGRAL });
    await lehntAb("renate", FRAGEN, { vorgangId, pflegedienst: INTEGRAL }, "PFLEGEDIENST_SCHON_ANGEFRAGT");
    await lehntAb("renate", FRAGEN, { vorgangId, pflegedienst: "1-20HKPSANDBOX0001" }, "PFLEGEDIENST_UNBEKANNT");
    await ruhe(gateway);

    const [brief, ...weitere] = await briefe("hand-und-herz", vorgangId);
    assert.ok(brief !== undefined);
    assert.deepEqual(weitere, []);
    assert.equal(brief.mail.subject, "Unverbindliche Anfrage");
    assert.match(brief.mail.text ?? "", /Gewünschter Zeitraum: 05\.03\.2026 bis 29\.03\.2026/);
    assert.match(brief.mail.text ?? "", /Weitere Wünsche:\r?\n> vor 8 Uhr/);
    assert.match(brief.mail.text ?? "", /Kontakt: Tochter Petra, 030 5550177, petra@example\.org/);
    assert.doesNotMatch(aeusseres(brief), /Petra|5550177|Berger|X000001014/);
    assert.equal(kopfUndFokus(nachrichtIm(brief)).fokus.length, 1, "the Verordnung travels along");
    const [anderer] = await briefe("integral", vorgangId);
    assert.ok(anderer !== undefined);
    assert.doesNotMatch(lesbares(anderer), /Petra|5550177|vor 8 Uhr/);

    type Gesehen = {
      vorgang: { verordnung: object | null; zugriffscodes: object | null; verfuegbarkeitsanfragen: object[] };
    };
    const gesehen = await frage<Gesehen>("elena", ANFRAGEN, { id: vorgangId });
    assert.deepEqual(gesehen.vorgang, {
      verordnung: { version: 1 },
      zugriffscodes: null,
      verfuegbarkeitsanfragen: [
        {
          pflegedienst: HERZ,
          name: "Pflegedienst Hand & Herz",
          zustand: "OFFEN",
          ...wunsch,
          antwort: null,
          automatisch: false,
        },
      ],
    });
    for (const person of ["aerztin", "renate"] as const) {
      const { vorgang } = await frage<Gesehen>(person, ANFRAGEN, { id: vorgangId });
      assert.equal(vorgang.verfuegbarkeitsanfragen.length, person === "renate" ? 2 : 0);
    }

    await fuehre("elena", ANTWORTEN, { vorgangId, verfuegbar: true, text: "Ab Montag möglich." });
    assert.deepEqual(await feed("renate", vorgangId), ["ALARM AKTIVIERT", "ALARM ANFRAGE_BEANTWORTET"]);
    await lehntAb(
      "elena",
      "mutation($vorgangId: ID!) { annehmen(vorgangId: $vorgangId) { status } }",
      { vorgangId },
      "ZUWEISUNG_FEHLT",
    );
    // A made-up code is no proof.
    await lehntAb(
      "elena",
      "mutation($vorgangId: ID!, $zugang: ZugangEingabe) { annehmen(vorgangId: $vorgangId, zugang: $zugang) { status } }",
      { vorgangId, zugang: { zugriffscode: "0".repeat(64) } },
      "ZUWEISUNG_FEHLT",
    );
    await tue(gateway, "renate", "zuweisen", { vorgangId, pflegedienst: HERZ });
    assert.deepEqual(await feed("elena", vorgangId), ["ALARM UNVERBINDLICHE_ANFRAGE", "ALARM ZUGEWIESEN"]);
    assert.deepEqual(await feed("miriam", vorgangId), [
      "ALARM UNVERBINDLICHE_ANFRAGE",
      "INFORMATION ANFRAGE_ENTSCHIEDEN",
    ]);
    await lehntAb("miriam", ANFRAGEN, { id: vorgangId }, "VORGANG_UNBEKANNT");
    await lehntAb("miriam", ANTWORTEN, { vorgangId, verfuegbar: true }, "VORGANG_UNBEKANNT");
    type Liste = { verfuegbarkeitsanfragen: { edges: readonly { node: { vorgangId: string; zustand: string } }[] } };
    const liste = await frage<Liste>("miriam", LISTE, { zustand: ["ENTSCHIEDEN"] });
    assert.deepEqual(
      liste.verfuegbarkeitsanfragen.edges.map(({ node }) => node),
      [{ vorgangId, zustand: "ENTSCHIEDEN" }],
    );
    assert.equal((await tue(gateway, "elena", "annehmen", { vorgangId })).status, "ZUGEWIESEN");
    await ruhe(gateway);
    assert.equal((await briefe("integral", vorgangId)).length, 1, "the Information is not sent");
  });

  it("an asked one accepts with the card without having been assigned", async () => {
    const vorgangId = await bisOffen(gateway);
    await fuehre("renate", FRAGEN, { vorgangId, pflegedienst: HERZ });
    const poppToken = await gateway.welt.leseKarte("renate", "hand-und-herz");
    assert.equal((await tue(gateway, "elena", "annehmen", { vorgangId, zugang: { poppToken } })).status, "ZUGEWIESEN");
  });

  it("withdrawn, and answered „not available“: the access ends with the very write, and the answer to it shows no content", async () => {
    const vorgangId = await bisOffen(gateway);
    const { vorgang } = await fuehre("renate", FRAGEN, { vorgangId, pflegedienst: HERZ });
    await fuehre("renate", FRAGEN, { vorgangId, pflegedienst: INTEGRAL });
    const anfrage = vorgang.verfuegbarkeitsanfragen[0]?.id;
    const zurueck = await fuehre("renate", ZURUECKZIEHEN, { vorgangId, anfrage });
    assert.deepEqual(
      zurueck.vorgang.verfuegbarkeitsanfragen.map(({ zustand }) => zustand),
      ["ZURUECKGEZOGEN", "OFFEN"],
    );
    await lehntAb("elena", ANFRAGEN, { id: vorgangId }, "VORGANG_UNBEKANNT");
    const anfrageId = randomUUID();
    const nein = { vorgangId, verfuegbar: false, text: "Leider ausgebucht.", anfrageId };
    const abgesagt = await fuehre("miriam", ANTWORTEN, nein);
    assert.deepEqual([abgesagt.aktion, abgesagt.vorgang.verfuegbarkeitsanfragen], ["verfuegbarkeitAntworten", []]);
    assert.equal((await fuehre("miriam", ANTWORTEN, nein)).version, abgesagt.version);
    await lehntAb("miriam", ANFRAGEN, { id: vorgangId }, "VORGANG_UNBEKANNT");
  });

  it("after deletion nothing of wishes, contact and answer is left in the database", async () => {
    const vorgangId = await bisOffen(gateway);
    const wunsch = { wuensche: "Klingel Hinterhaus", kontakt: { telefon: "030 5550188" } };
    await fuehre("renate", FRAGEN, { vorgangId, pflegedienst: HERZ, wunsch });
    await fuehre("elena", ANTWORTEN, { vorgangId, verfuegbar: true, text: "Antwort Frühdienst" });
    await tue(gateway, "renate", "loeschen", { vorgangId });
    await ruhe(gateway);
    const sammlungen = await gateway.mongo.db.listCollections({}, { nameOnly: true }).toArray();
    for (const { name } of sammlungen) {
      const dokumente = await gateway.mongo.db.collection(name).find().toArray();
      const text = JSON.stringify(dokumente);
      for (const wort of ["Klingel Hinterhaus", "5550188", "Antwort Frühdienst"])
        assert.ok(!text.includes(wort), `${wort} in ${name}`);
    }
    assert.deepEqual((await feed("elena", vorgangId)).at(-1), "INFORMATION ANFRAGE_ENTSCHIEDEN");
  });
});
