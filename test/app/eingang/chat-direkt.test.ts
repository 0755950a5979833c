import assert from "node:assert/strict";
import { chatempfang } from "../../../src/app/eingang/chat.js";
import { annahmenachricht } from "../../../src/app/eingang/annahmenachricht.js";
import type { Vorgang } from "../../../src/domain/hkp/vorgang.js";
import type { Akteur } from "../../../src/domain/kern/akteur.js";
import type { Chatantwort } from "../../../src/domain/ports/chat.js";
import { verordnungAlsBundle } from "../../../src/domain/fhir/verordnung-bundle.js";
import { Kenntnis } from "../../../sandbox/szenario/kenntnis.js";
import { ohneDatensaetze } from "../../../src/adapters/tim/eingang-antwort.js";
import { offen, VERORDNUNGS_ID, verordnung, zugewiesen } from "../../domain/hkp/vorgaenge.js";
import { elena, HAND_UND_HERZ, kasse, miriam } from "../../helfer/akteure.js";
import { RueckfragenImSpeicher } from "../../helfer/rueckfragen.js";
import { dienstbuehne } from "../dienste.js";

const ELENA = "@elena:tim.test";
const JETZT = new Date("2026-03-02T11:00:00Z");
/** Codes of the fixture: 64 digits each. */
const ANNEHMEN = "a".repeat(64);
const LESEN = "b".repeat(64);
const ABSENDER = {
  name: "HKP-Gateway",
  adresse: "g@kim.test",
  software: "HKP",
  version: "1",
  support: "s@example.org",
};
const UNBEKANNT =
  /^Zu dieser Verordnungs-ID mit diesem Zugriffscode gibt es keine Verordnung, die Sie annehmen können;/;

/** Open, with the Verordnung as it is signed. */
function ausgestellt(): Vorgang {
  const vorgang = offen({}, verordnung());
  const kopf = { bundleId: "0b6ba4d5-0c49-4c0a-9a0c-6d1f9d1f2d11", zeitpunkt: JETZT };
  const bundle = JSON.stringify(verordnungAlsBundle(verordnung(), kopf));
  return { ...vorgang, datensaetze: vorgang.datensaetze.map((einer) => ({ ...einer, bundle })) };
}

/** A room that the person opened with the gateway, and what is said in it. */
function buehne(vorgang: Vorgang = ausgestellt(), akteur: Akteur | null = elena()) {
  const b = dienstbuehne({ vorgaenge: [vorgang] });
  const texte = new Map<string, string>();
  let nummer = 0;
  const empfang = chatempfang({
    dienste: b.dienste,
    rueckfragen: new RueckfragenImSpeicher(),
    fristMs: 600_000,
    findeTeilnahme: async () => (akteur === null ? { art: "unbekannt" } : { art: "bekannt", akteur, vorgang: null }),
    nimmEntgegen: () => assert.fail("nothing was handed on"),
    anfrageIdZu: (ereignisId) => `anfrage ${ereignisId}`,
    annahmenachricht: (annahme) => annahmenachricht(annahme, ABSENDER),
  });
  async function sage(text: string, id = `$${++nummer}`): Promise<Chatantwort | null> {
    texte.set(id, text);
    return empfang.nimm({
      raumId: "!direkt:tim.test",
      fadenId: null,
      ereignisId: id,
      absender: ELENA,
      zeit: JETZT,
      inhalt: { art: "nachricht", text, auftragId: null, anhaenge: [] },
      frueher: async (ereignisId) => texte.get(ereignisId) ?? null,
    });
  }
  return { empfang, sage, texte, stand: () => b.stand(VERORDNUNGS_ID), verlauf: b.verlauf };
}

describe("A room that a Pflegedienst opened: redeeming with the code", () => {
  it("!annehmen with Verordnungs-ID and Zugriffscode asks back, !ja accepts and goes on in the Vorgang's room", async () => {
    const b = buehne();
    const frage = await b.sage(`!annehmen ${VERORDNUNGS_ID}  ${ANNEHMEN.toUpperCase()}`, "$befehl");
    assert.match(frage?.text ?? "", /^Sie nehmen die Verordnung verbindlich an\.\nBestätigen Sie bis 12:10 Uhr/);
    assert.deepEqual([frage?.buendel, frage?.fadenId], [null, undefined]);
    assert.equal(b.stand()?.status, "OFFEN");
    for (const mal of [1, 2]) {
      const antwort = await b.sage("!ja", "$ja");
      assert.match(antwort?.text ?? "", /^Sie haben die Verordnung angenommen\./, `time ${mal}`);
      assert.equal(antwort?.fadenId, "faden-1");
      const gelesen = new Kenntnis([{ text: "", buendel: antwort?.buendel ?? null }], VERORDNUNGS_ID).verordnung;
      assert.equal(gelesen?.versicherter.nachname, "Berger");
      // Whoever deleted the command meanwhile is told the same: it has had its effect.
      b.texte.delete("$befehl");
    }
    assert.deepEqual([b.stand()?.status, b.stand()?.pflegedienst], ["ZUGEWIESEN", HAND_UND_HERZ]);
    assert.equal(b.stand()?.anfragen.length, 1);
  });

  it("the reading code, a wrong one, another id and a Vorgang that is not open look alike, and nothing is asked", async () => {
    const falsch = "c".repeat(64);
    const texte = [
      (await buehne().sage(`!annehmen ${VERORDNUNGS_ID} ${LESEN}`))?.text,
      (await buehne().sage(`!annehmen ${VERORDNUNGS_ID} ${falsch}`))?.text,
      (await buehne().sage(`!annehmen 169.000.000.000.002.59 ${ANNEHMEN}`))?.text,
      (await buehne(zugewiesen(), miriam()).sage(`!annehmen ${VERORDNUNGS_ID} ${ANNEHMEN}`))?.text,
    ];
    assert.equal(new Set(texte).size, 1, texte.join("\n---\n"));
    assert.match(texte[0] ?? "", UNBEKANNT);
  });

  it("without both parts it says how; a Kostenträger cannot; other commands are not for here", async () => {
    const b = buehne();
    assert.match((await b.sage("!annehmen"))?.text ?? "", /^Verordnungs-ID oder Zugriffscode fehlen/);
    assert.match((await b.sage(`!annehmen ${VERORDNUNGS_ID} 123`))?.text ?? "", /^Verordnungs-ID oder Zugriffscode/);
    assert.match((await b.sage("!einreichen"))?.text ?? "", /^Das geht hier nicht; es wurde nichts veranlasst\./);
    const hilfe = await b.sage("!hilfe");
    assert.ok(hilfe?.gelungen);
    assert.match(hilfe.text, /^!annehmen <Verordnungs-ID> <Zugriffscode> – /m);
    assert.match((await b.sage("!ja"))?.text ?? "", /^Es gibt nichts zu bestätigen\./);
    const traeger = await buehne(undefined, kasse()).sage(`!annehmen ${VERORDNUNGS_ID} ${ANNEHMEN}`);
    assert.match(traeger?.text ?? "", UNBEKANNT);
    assert.equal(b.stand()?.status, "OFFEN");
  });

  it("words reach nobody here: the person is told so, and what the room is for", async () => {
    const antwort = await buehne().sage("Guten Tag, haben Sie noch einen Platz für Frau B.?");
    assert.equal(antwort?.gelungen, false);
    assert.match(antwort.text, /^Ihre Nachricht erreicht hier niemanden: Dieser Raum gehört zu keiner Verordnung\.\n/);
    assert.match(antwort.text, /^!annehmen <Verordnungs-ID> <Zugriffscode> – /m);
  });

  it("is entered for a participant of the Verzeichnisdienst only; others are not answered either", async () => {
    assert.equal(await buehne().empfang.kennt(ELENA), true);
    const fremder = buehne(undefined, null);
    assert.equal(await fremder.empfang.kennt(ELENA), false);
    assert.equal(await fremder.sage("!hilfe"), null);
  });

  it("contents are taken out of a message where they are not to be: what was done stays", async () => {
    const b = buehne();
    await b.sage(`!annehmen ${VERORDNUNGS_ID} ${ANNEHMEN}`);
    const { buendel = null } = (await b.sage("!ja")) ?? {};
    assert.ok(buendel !== null);
    const knapp = ohneDatensaetze(buendel);
    assert.deepEqual(
      knapp.entry.map(({ resource }) => resource.resourceType),
      ["MessageHeader", "Organization"],
    );
    assert.deepEqual(knapp.entry[0]?.resource["focus"], []);
    assert.ok(!JSON.stringify(knapp).includes("Berger"));
  });
});
