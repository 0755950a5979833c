import assert from "node:assert/strict";
import { alsAnhang, befehl } from "../../../sandbox/befehl/befehl.js";
import { IK_KASSE, TELEMATIK_ID } from "../../e2e/daten.js";
import { bisAntragspruefung, bisZugewiesen, tue } from "../../e2e/handlungen.js";
import { abgewiesen, auftragAn, ausgefuehrt, eingangsbuehne, gespeichert } from "./buehne.js";

const PRAXIS = { rolle: "VERORDNENDER", kennung: TELEMATIK_ID.praxis };
const HAND_UND_HERZ = { rolle: "PFLEGEDIENST", kennung: TELEMATIK_ID["hand-und-herz"] };

describe("Words that come in go into the conversation", () => {
  const buehne = eingangsbuehne("eingang-worte");
  const { nimm, stand } = buehne;

  it("an answer to a message goes to its author, with what it answers", async () => {
    const vorgangId = await bisZugewiesen(buehne.gateway);
    await tue(buehne.gateway, "elena", "nachrichtSchreiben", {
      vorgangId,
      an: ["VERORDNENDER"],
      text: "Welche Stufe?",
    });
    const frage = gespeichert(await stand(vorgangId), "NACHRICHT");
    const auftrag = auftragAn(await stand(vorgangId), "NACHRICHT", TELEMATIK_ID.praxis);

    const ergebnis = await nimm("praxis", { bezuege: [auftrag.id], text: "Stufe zwei.\r\nGruß" });
    assert.deepEqual(ergebnis, { art: "ausgefuehrt", aktion: "nachrichtSchreiben", vorgangId, rueckmeldung: null });
    const { inhalt, von } = gespeichert(await stand(vorgangId), "NACHRICHT");
    assert.deepEqual(inhalt, {
      absender: PRAXIS,
      an: [HAND_UND_HERZ],
      text: "Stufe zwei.\nGruß",
      antwortAuf: frage.id,
    });
    assert.deepEqual(von, { ...PRAXIS, person: "MFA", name: "Hausarztpraxis Dr. Sommer" });
  });

  it("an answer to an Alarm goes to whoever caused it", async () => {
    const vorgangId = await bisAntragspruefung(buehne.gateway);
    const auftrag = auftragAn(await stand(vorgangId), "EINGEREICHT", IK_KASSE);
    ausgefuehrt(await nimm("kasse", { bezuege: [auftrag.id], text: "Bitte den Plan nachreichen." }));
    const { inhalt } = gespeichert(await stand(vorgangId), "NACHRICHT");
    assert.deepEqual(inhalt, {
      absender: { rolle: "KOSTENTRAEGER", kennung: IK_KASSE },
      an: [HAND_UND_HERZ],
      text: "Bitte den Plan nachreichen.",
      antwortAuf: null,
    });
  });

  it("delivered again it acts once and is answered alike", async () => {
    const vorgangId = await bisZugewiesen(buehne.gateway);
    await tue(buehne.gateway, "elena", "nachrichtSchreiben", { vorgangId, an: ["VERORDNENDER"], text: "Hallo" });
    const auftrag = auftragAn(await stand(vorgangId), "NACHRICHT", TELEMATIK_ID.praxis);
    const mail = { id: "einmal@praxis", bezuege: [auftrag.id], text: "Ja" };
    const erste = await nimm("praxis", mail);
    const { version, datensaetze } = await stand(vorgangId);
    assert.deepEqual(await nimm("praxis", mail), erste);
    const danach = await stand(vorgangId);
    assert.deepEqual([danach.version, danach.datensaetze], [version, datensaetze]);
  });

  it("delivered to two instances at once it acts once, a new Vorgang included", async () => {
    const vorgangId = await bisZugewiesen(buehne.gateway);
    await tue(buehne.gateway, "elena", "nachrichtSchreiben", { vorgangId, an: ["VERORDNENDER"], text: "Hallo" });
    const { id } = auftragAn(await stand(vorgangId), "NACHRICHT", TELEMATIK_ID.praxis);
    const mail = { id: "doppelt@praxis", bezuege: [id], text: "Ja" };
    const ergebnisse = await Promise.all([nimm("praxis", mail), nimm("praxis", mail), nimm("praxis", mail)]);
    assert.deepEqual(
      ergebnisse.map((eines) => ausgefuehrt(eines).vorgangId),
      [vorgangId, vorgangId, vorgangId],
    );
    assert.equal((await stand(vorgangId)).datensaetze.filter(({ art }) => art === "NACHRICHT").length, 2);

    const anlegen = { id: "anlegen@praxis", anhaenge: [alsAnhang(befehl("praxis", "anlegen"))] };
    const angelegte = await Promise.all([nimm("praxis", anlegen), nimm("praxis", anlegen)]);
    const [erster, zweiter] = angelegte.map((eines) => ausgefuehrt(eines));
    assert.equal(erster?.vorgangId, zweiter?.vorgangId);
    assert.equal(erster?.rueckmeldung?.text, zweiter?.rueckmeldung?.text);
  });

  it("of somebody who takes no part: as if there were nothing", async () => {
    const vorgangId = await bisZugewiesen(buehne.gateway);
    const vorher = await stand(vorgangId);
    const fremde = abgewiesen(
      await nimm("integral", { bezuege: [vorher.fadenId], text: "Hallo" }),
      "VORGANG_UNBEKANNT",
    );
    const nichts = abgewiesen(
      await nimm("integral", { bezuege: ["7a1d1c0e-0000-4000-8000-000000000001"], text: "Hallo" }),
      "VORGANG_UNBEKANNT",
    );
    assert.deepEqual(fremde, nichts);
    assert.equal(fremde.vorgangId, null);
    assert.equal((await stand(vorgangId)).version, vorher.version);
  });
});
