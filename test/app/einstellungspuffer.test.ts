import assert from "node:assert/strict";
import { fuehreAus } from "../../src/app/befehl-ausfuehren.js";
import { Einstellungspuffer } from "../../src/app/einstellungspuffer.js";
import { einstellungsvorgabe } from "../../src/domain/hkp/einstellungen.js";
import type { Teilnehmer } from "../../src/domain/kern/akteur.js";
import { elena, HAND_UND_HERZ, KASSE, PRAXIS } from "../helfer/akteure.js";
import { EinstellungenImSpeicher } from "../helfer/einstellungen.js";
import { einreichbar } from "../domain/hkp/vorgaenge.js";
import { dienstbuehne } from "./dienste.js";

describe("Einstellungspuffer: settings for the write path", () => {
  let speicher: EinstellungenImSpeicher;
  let ms: number;
  let puffer: Einstellungspuffer;
  const angeboten = new Set(["KIM", "PORTAL"] as const);
  beforeEach(() => {
    speicher = new EinstellungenImSpeicher();
    ms = 1_000;
    puffer = new Einstellungspuffer({ speicher, angeboten, jetztMs: () => ms });
  });
  const setze = (kanal: "KIM" | "PORTAL", version: number) =>
    speicher.schreibe(
      "KOSTENTRAEGER:109500969",
      {
        einstellungen: { ...einstellungsvorgabe("KOSTENTRAEGER"), kanaele: [kanal] },
        version,
        geaendertAm: new Date(0),
      },
      null,
    );
  const kanaele = async (...wer: readonly Teilnehmer[]) => {
    const wahl = await puffer.wahlFuer(wer);
    return wer.map((einer) => wahl.einstellungenVon(einer).kanaele.join());
  };

  it("the defaults for whoever has set nothing, and what is offered", async () => {
    await setze("PORTAL", 1);
    assert.deepEqual(await kanaele(KASSE, PRAXIS), ["PORTAL", "KIM,PORTAL"]);
    assert.equal((await puffer.wahlFuer([])).angeboten, angeboten);
  });

  it("reads once for five seconds, also of those who have set nothing", async () => {
    await kanaele(KASSE, PRAXIS);
    await setze("PORTAL", 1);
    ms += 4_999;
    assert.deepEqual(await kanaele(KASSE, PRAXIS, KASSE), ["KIM,PORTAL", "KIM,PORTAL", "KIM,PORTAL"]);
    assert.equal(speicher.gelesen, 1);
    ms += 1;
    assert.deepEqual(await kanaele(KASSE, PRAXIS), ["PORTAL", "KIM,PORTAL"]);
    assert.equal(speicher.gelesen, 2);
  });

  it("reads only who is missing, and nothing for nobody", async () => {
    await kanaele(KASSE);
    await kanaele();
    assert.equal(speicher.gelesen, 1);
    await kanaele(KASSE, HAND_UND_HERZ);
    await kanaele(HAND_UND_HERZ);
    assert.equal(speicher.gelesen, 2);
  });

  it("what was changed here is read anew at once", async () => {
    await kanaele(KASSE);
    await setze("PORTAL", 1);
    puffer.vergiss("KOSTENTRAEGER:109500969");
    assert.deepEqual(await kanaele(KASSE), ["PORTAL"]);
  });

  it("what was changed here during a read of others is no default", async () => {
    await setze("PORTAL", 1);
    await kanaele(KASSE);
    const gelesen = kanaele(KASSE, PRAXIS);
    puffer.vergiss("KOSTENTRAEGER:109500969");
    assert.deepEqual(await gelesen, ["PORTAL", "KIM,PORTAL"]);
  });

  it("keeps at most 10,000 participants", async () => {
    const viele = Array.from({ length: 10_001 }, (_, i): Teilnehmer => ({ rolle: "VERORDNENDER", kennung: `1-${i}` }));
    await puffer.wahlFuer(viele);
    await puffer.wahlFuer(viele.slice(1));
    assert.equal(speicher.gelesen, 1);
    await puffer.wahlFuer(viele.slice(0, 1));
    assert.equal(speicher.gelesen, 2);
  });

  it("the write path asks for those who are told, and obeys", async () => {
    await setze("PORTAL", 1);
    const vorgang = einreichbar();
    const buehne = dienstbuehne({ vorgaenge: [vorgang] });
    const auftrag = { aktion: "einreichen" } as const;
    await fuehreAus({ vorgangId: vorgang.id, auftrag, akteur: elena() }, { ...buehne.dienste, einstellungen: puffer });
    const ausgang = buehne.stand(vorgang.id)?.ausgang.map(({ empfaenger, kanal }) => `${empfaenger.rolle} ${kanal}`);
    assert.deepEqual(ausgang, ["KOSTENTRAEGER PORTAL"]);
    assert.equal(speicher.gelesen, 1);
  });
});
