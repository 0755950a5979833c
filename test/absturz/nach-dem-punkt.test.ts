import assert from "node:assert/strict";
import type { Stoerpunkt } from "../../sandbox/clientmodul/stoerung.js";
import type { Buehne } from "./buehne.js";
import { jeTestEineBuehne, KURZER_ANSPRUCH } from "./buehne.js";
import { alarmiereKasse, bisZustand, bisZustellung, KASSE, wiederhole, zustellung } from "./handlung.js";
import { raeumeKinderAuf } from "./kindprozess.js";
import type { Kindprozess } from "./kindprozess.js";
import { warteBis } from "./warte-bis.js";

/** Kills this gateway when a mail of it has come to the point; resolves with the count of mails begun so far. */
function toeteAn(b: Buehne, punkt: Stoerpunkt, opfer: Kindprozess): { readonly begonnene: () => number } {
  let begonnene = 0;
  let getoetet = false;
  b.stoerung = async (wo) => {
    if (wo === "data") begonnene++;
    if (wo !== punkt || getoetet) return undefined;
    getoetet = true;
    await opfer.toete("SIGKILL");
    // After `ablage` the Clientmodul would store the mail: it is to be lost with the connection.
    return punkt === "ablage" ? "trennen" : undefined;
  };
  return { begonnene: () => begonnene };
}

describe("Absturz des Gateways nach dem Punkt", function () {
  this.timeout(60_000);
  const buehne = jeTestEineBuehne("punkt");
  afterEach(raeumeKinderAuf);

  it("Empfänger hat die Mail: unbekannt bis zum Nachweis, dann zugestellt, keine zweite Kopie", async () => {
    const b = buehne();
    const erstes = b.kind(undefined, KURZER_ANSPRUCH);
    const url = await erstes.bereit();
    const { begonnene } = toeteAn(b, "nachPunkt", erstes);
    const vorgangId = await alarmiereKasse(b.welt(url));
    assert.equal((await erstes.ende).signal, "SIGKILL");

    await b.pop3.verstumme();
    const zweites = b.kind();
    const danach = b.welt(await zweites.bereit());
    const offen = await bisZustand(danach, vorgangId, "UNBEKANNT");
    assert.equal((await b.mails()).filter(({ adresse }) => adresse === KASSE).length, 1);

    await b.pop3.oeffne();
    const fertig = await bisZustand(danach, vorgangId, "ZUGESTELLT");
    assert.equal(fertig.nachrichtId, offen.nachrichtId);
    assert.equal(fertig.naechsterVersuch, null);
    await warteBis("der Nachweis ist abgeholt", async () => (await b.mails()).length === 1);
    assert.deepEqual(await b.mails(), [{ adresse: KASSE, messageId: fertig.nachrichtId }]);
    assert.equal(begonnene(), 1, "es wurde nie ein zweites Mal gesendet");
    assert.equal((await zweites.toete("SIGTERM")).code, 0);
  });

  it("Empfänger hat die Mail nicht: unbekannt, dann eine Wiederholung mit derselben Message-ID", async () => {
    const b = buehne();
    const erstes = b.kind(undefined, KURZER_ANSPRUCH);
    const url = await erstes.bereit();
    const { begonnene } = toeteAn(b, "ablage", erstes);
    const vorgangId = await alarmiereKasse(b.welt(url));
    assert.equal((await erstes.ende).signal, "SIGKILL");
    assert.deepEqual(await b.mails(), []);

    await b.pop3.verstumme();
    const zweites = b.kind();
    const danach = b.welt(await zweites.bereit());
    const offen = await bisZustand(danach, vorgangId, "UNBEKANNT");
    assert.notEqual(offen.nachrichtId, null);
    assert.deepEqual(await b.mails(), []);

    await b.pop3.oeffne();
    const fertig = await bisZustand(danach, vorgangId, "ZUGESTELLT");
    assert.equal(fertig.nachrichtId, offen.nachrichtId);
    await warteBis("der Nachweis ist abgeholt", async () => (await b.mails()).length === 1);
    assert.deepEqual(await b.mails(), [{ adresse: KASSE, messageId: offen.nachrichtId }]);
    assert.equal(begonnene(), 2);
    assert.equal((await zweites.toete("SIGTERM")).code, 0);
  });

  it("auch die Wiederholung endet im Absturz: es ruht sichtbar unbekannt, bis BETRIEB es wiederholt", async () => {
    const b = buehne();
    const erstes = b.kind(undefined, KURZER_ANSPRUCH);
    const url = await erstes.bereit();
    toeteAn(b, "ablage", erstes);
    const vorgangId = await alarmiereKasse(b.welt(url));
    await erstes.ende;

    const zweites = b.kind(undefined, KURZER_ANSPRUCH);
    const { begonnene } = toeteAn(b, "ablage", zweites);
    assert.equal((await zweites.ende).signal, "SIGKILL");
    assert.equal(begonnene(), 1);

    const drittes = b.kind();
    const danach = b.welt(await drittes.bereit());
    const ruhend = await bisZustellung(
      danach,
      vorgangId,
      "ruht unbekannt",
      ({ zustand, naechsterVersuch }) => zustand === "UNBEKANNT" && naechsterVersuch === null,
    );
    assert.equal(begonnene(), 1);
    assert.deepEqual(await b.mails(), []);
    assert.deepEqual(await zustellung(danach, vorgangId), ruhend);

    assert.equal(await wiederhole(danach, ruhend), true);
    const fertig = await bisZustand(danach, vorgangId, "ZUGESTELLT");
    assert.equal(fertig.nachrichtId, ruhend.nachrichtId);
    const angekommen = (await b.mails()).filter(({ adresse }) => adresse === KASSE);
    assert.deepEqual(angekommen, [{ adresse: KASSE, messageId: ruhend.nachrichtId }]);
    assert.equal((await drittes.toete("SIGTERM")).code, 0);
  });
});
