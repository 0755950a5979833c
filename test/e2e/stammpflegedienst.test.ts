import assert from "node:assert/strict";
import { institution } from "../../sandbox/personen.js";
import type { PersonId } from "../../sandbox/personen.js";
import { testGateway } from "../helfer/gateway.js";
import { verordnung } from "./daten.js";
import { bisInitialisiert, bisOffen, signiert, tue } from "./handlungen.js";
import { als } from "./portal.js";
import type { Variablen } from "./portal.js";
import { hole, ruhe } from "./postfaecher.js";

const HERZ = institution("hand-und-herz").telematikId;
const INTEGRAL = institution("integral").telematikId;
const MEINE = "meinePflegedienste { stammpflegedienst { telematikId name } favoriten { telematikId name } }";
const SETZEN = `mutation($p: String) { stammpflegedienstSetzen(pflegedienst: $p) { stammpflegedienst { telematikId name } } }`;
const FAVORIT = `mutation($p: String!, $f: Boolean!) { favoritMarkieren(pflegedienst: $p, favorit: $f) { favoriten { name } } }`;
const REGELN = `mutation($e: AntwortregelnEingabe!, $v: Int) { antwortregelnSetzen(eingabe: $e, version: $v) {
  alleAblehnen ablehnungstext version regeln { leistungen { art nummern } gebiet { art plz } verfuegbar text } } }`;
const FRAGEN = `mutation($id: ID!, $p: String!) { verfuegbarkeitAnfragen(vorgangId: $id, pflegedienst: $p) {
  vorgang { verfuegbarkeitsanfragen { zustand antwort automatisch } } } }`;

describe("settings about Pflegedienste over the public API", function () {
  this.timeout(30_000);
  const gateway = testGateway("e2e-stammpflegedienst");
  const frage = async <T>(person: PersonId, query: string, variablen: Variablen = {}): Promise<T> =>
    (await als(gateway, person)).frage<T>(query, variablen);
  const lehntAb = async (person: PersonId, query: string, variablen: Variablen, code: string) =>
    assert.equal((await (await als(gateway, person)).abgelehnt(query, variablen)).extensions.code, code);

  async function aktiviere(abweichung: object): Promise<string> {
    const vorgangId = await bisInitialisiert(gateway);
    const inhalt = { ...verordnung("renate", true), ...abweichung };
    const cms = await signiert(gateway, "aerztin", "verordnung", vorgangId, inhalt, "aerztin");
    await tue(gateway, "aerztin", "aktivieren", { vorgangId, signiert: cms });
    return vorgangId;
  }
  const stand = async (id: string): Promise<unknown> => {
    const frageNach = "query($id: ID!) { vorgang(id: $id) { status zustaendig { rolle kennung } } }";
    return (await frage<{ vorgang: unknown }>("renate", frageNach, { id })).vorgang;
  };
  const BEI_RENATE = { status: "OFFEN", zustaendig: { rolle: "VERSICHERTER", kennung: null } };
  const BEI_HERZ = { status: "OFFEN", zustaendig: { rolle: "PFLEGEDIENST", kennung: HERZ } };
  const FOLGE = { art: "FOLGEVERORDNUNG" };

  it("Stammpflegedienst: a Folgeverordnung is his at once, with one mail; ended, it is the insured person's again", async () => {
    await lehntAb("renate", SETZEN, { p: "1-20HKPSANDBOX0001" }, "PFLEGEDIENST_UNBEKANNT");
    await frage("renate", SETZEN, { p: INTEGRAL });
    const { stammpflegedienstSetzen } = await frage<Record<string, unknown>>("renate", SETZEN, { p: HERZ });
    assert.deepEqual(stammpflegedienstSetzen, {
      stammpflegedienst: { telematikId: HERZ, name: "Pflegedienst Hand & Herz" },
    });
    const folge = await aktiviere(FOLGE);
    assert.deepEqual(await stand(folge), BEI_HERZ);
    assert.deepEqual(await stand(await aktiviere({})), BEI_RENATE);
    const zusammen = { ...FOLGE, gesamtverordnungId: "00000000-0000-4000-8000-000000000001" };
    assert.deepEqual(await stand(await aktiviere(zusammen)), BEI_RENATE);
    await ruhe(gateway);
    const briefe = (await hole(gateway, "hand-und-herz")).filter(({ mail }) => (mail.text ?? "").includes(folge));
    assert.deepEqual(
      briefe.map(({ mail }) => mail.subject),
      ["Verordnung zugewiesen"],
    );
    assert.equal((await tue(gateway, "elena", "annehmen", { vorgangId: folge })).status, "ZUGEWIESEN");
    await frage("renate", SETZEN, { p: null });
    assert.deepEqual(await stand(await aktiviere(FOLGE)), BEI_RENATE);
  });

  it("who is no longer known to the Verzeichnisdienst gets nothing: the insured person chooses", async () => {
    await frage("renate", SETZEN, { p: HERZ });
    const weg = { telematikId: "10-67.245.GIBTESNICHT", name: "Pflegedienst Früher" };
    await gateway.mongo.db.collection("pflegedienstwahl").updateOne({}, { $set: { stammpflegedienst: weg } });
    assert.deepEqual(await stand(await aktiviere(FOLGE)), BEI_RENATE);
    await frage("renate", SETZEN, { p: null });
  });

  it("favourites are one's own, each once", async () => {
    for (const p of [HERZ, INTEGRAL, HERZ]) await frage("karl-heinz", FAVORIT, { p, f: true });
    assert.deepEqual(await frage("karl-heinz", `{ ${MEINE} }`), {
      meinePflegedienste: {
        stammpflegedienst: null,
        favoriten: [
          { telematikId: INTEGRAL, name: "Pflegedienst Integral" },
          { telematikId: HERZ, name: "Pflegedienst Hand & Herz" },
        ],
      },
    });
    const { favoritMarkieren } = await frage<Record<string, unknown>>("karl-heinz", FAVORIT, { p: HERZ, f: false });
    assert.deepEqual(favoritMarkieren, { favoriten: [{ name: "Pflegedienst Integral" }] });
    assert.deepEqual(await frage("renate", `{ ${MEINE} }`), {
      meinePflegedienste: { stammpflegedienst: null, favoriten: [] },
    });
  });

  it("S9: „reject all“, then off, then two rules by qualification and Einzugsgebiet; each Anfrage is answered by the first", async () => {
    const anfragen = async (): Promise<unknown> => {
      const id = await bisOffen(gateway);
      type Antwort = { verfuegbarkeitAnfragen: { vorgang: { verfuegbarkeitsanfragen: unknown[] } } };
      const antwort = await frage<Antwort>("renate", FRAGEN, { id, p: HERZ });
      return antwort.verfuegbarkeitAnfragen.vorgang.verfuegbarkeitsanfragen[0];
    };
    const setze = async (e: object, v: number): Promise<unknown> =>
      (await frage<{ antwortregelnSetzen: { version: number } }>("elena", REGELN, { e, v })).antwortregelnSetzen
        .version;
    assert.equal(
      await setze({ alleAblehnen: true, ablehnungstext: "Zurzeit nehmen wir niemanden auf.", regeln: [] }, 0),
      1,
    );
    assert.deepEqual(await anfragen(), {
      zustand: "NICHT_VERFUEGBAR",
      antwort: "Zurzeit nehmen wir niemanden auf.",
      automatisch: true,
    });
    assert.equal(await setze({ alleAblehnen: false, regeln: [] }, 1), 2);
    assert.deepEqual(await anfragen(), { zustand: "OFFEN", antwort: null, automatisch: false });
    const psychiatrie = {
      leistungen: { art: "EINE_DAVON", nummern: ["27a"] },
      verfuegbar: false,
      text: "Uns fehlt die psychiatrische Qualifikation.",
    };
    const kreuzberg = { gebiet: { art: "INNERHALB", plz: ["10997", "10999"] }, verfuegbar: true, text: "Gern." };
    assert.equal(await setze({ alleAblehnen: false, regeln: [psychiatrie, kreuzberg] }, 2), 3);
    assert.deepEqual(await anfragen(), { zustand: "VERFUEGBAR", antwort: "Gern.", automatisch: true });
    await ruhe(gateway);
    const betreffe = (await hole(gateway, "hand-und-herz")).map(({ mail }) => mail.subject);
    assert.equal(betreffe.filter((betreff) => betreff === "Unverbindliche Anfrage").length, 1, "one was for a person");
    // Institution-wide, guarded by the version, nobody else's, and checked.
    const gelesen = "{ antwortregeln { version regeln { verfuegbar } } }";
    assert.deepEqual(await frage("daniel", gelesen), {
      antwortregeln: { version: 3, regeln: [{ verfuegbar: false }, { verfuegbar: true }] },
    });
    assert.deepEqual(await frage("miriam", gelesen), { antwortregeln: { version: 0, regeln: [] } });
    await lehntAb("daniel", REGELN, { e: { alleAblehnen: false, regeln: [] }, v: 2 }, "VERSIONSKONFLIKT");
    await lehntAb(
      "daniel",
      REGELN,
      { e: { alleAblehnen: false, regeln: [{ verfuegbar: true }] } },
      "EINGABE_UNGUELTIG",
    );
  });
});
