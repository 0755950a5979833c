import assert from "node:assert/strict";
import { testGateway } from "../helfer/gateway.js";
import { Abo } from "./abo.js";
import type { Ereignis } from "./abo.js";
import {
  bisAntragspruefung,
  bisInitialisiert,
  bisOffen,
  bisZugewiesen,
  speichereAngaben,
  speichereBlanko,
  tue,
} from "./handlungen.js";
import { ABO, TEILNEHMER } from "./zuschauer.js";
import type { Gesendet, Teilnehmername } from "./zuschauer.js";

interface Aenderung extends Ereignis {
  readonly aenderung: { readonly vorgangId: string; readonly aktion: string; readonly version: number };
}
const AENDERUNGEN = `subscription($nach: Cursor, $id: ID) {
  vorgangGeaendert(nach: $nach, vorgangId: $id) { cursor aenderung { vorgangId aktion version } }
}`;

describe("subscriptions over WebSocket", function () {
  this.timeout(30_000);
  const gateway = testGateway("e2e-abonnement");
  const oeffne = async <E extends Ereignis>(name: Teilnehmername, query: string, variablen = {}): Promise<Abo<E>> =>
    Abo.oeffne<E>(gateway.url, await gateway.welt.token(TEILNEHMER[name]), query, variablen);

  const kurz = ({ aenderung }: Aenderung) => `${aenderung.version} ${aenderung.aktion}`;

  it("goes on by cursor without gap or repeat: what happened meanwhile comes first, each once, in order", async () => {
    const vor = await oeffne<Aenderung>("praxis", AENDERUNGEN);
    const id = await bisOffen(gateway);
    const [erste, zweite] = await vor.bis(2);
    await vor.schliesse();
    assert.deepEqual(
      [erste, zweite].map((einer) => einer && kurz(einer)),
      ["1 anlegen", "2 aktivieren"],
    );

    const poppToken = await gateway.welt.leseKarte("renate", "hand-und-herz");
    await tue(gateway, "elena", "annehmen", { vorgangId: id, zugang: { poppToken } });
    await speichereBlanko(gateway, id);
    await speichereAngaben(gateway, id);

    // From the last cursor: only what was missed. From the first: also what was seen after it, once.
    const nachLetztem = await oeffne<Aenderung>("praxis", AENDERUNGEN, { nach: zweite?.cursor });
    const nachErstem = await oeffne<Aenderung>("praxis", AENDERUNGEN, { nach: erste?.cursor });
    await nachLetztem.bis(3);
    await tue(gateway, "elena", "einreichen", { vorgangId: id });
    await nachLetztem.bis(4);
    await nachErstem.bis(5);
    const verpasst = ["3 annehmen", "4 blankoverordnungSpeichern", "5 angabenSpeichern", "6 einreichen"];
    assert.deepEqual(nachLetztem.ereignisse.map(kurz), verpasst);
    assert.deepEqual(nachErstem.ereignisse.map(kurz), ["2 aktivieren", ...verpasst]);
    // One position per event, whoever reads it.
    assert.deepEqual(
      nachErstem.ereignisse.slice(1).map(({ cursor }) => cursor),
      nachLetztem.ereignisse.map(({ cursor }) => cursor),
    );
    await Promise.all([nachLetztem.schliesse(), nachErstem.schliesse()]);
  });

  it("meldungen likewise: an Alarm committed while nobody listened is delivered after the reconnect", async () => {
    const vor = await oeffne<Gesendet>("kasse", ABO);
    await bisAntragspruefung(gateway);
    const [erste] = await vor.bis(1);
    assert.ok(erste !== undefined);
    await vor.schliesse();

    const verpasst = await bisAntragspruefung(gateway, {
      versicherter: "karl-heinz",
      haus: "integral",
      blanko: false,
    });
    const danach = await oeffne<Gesendet>("kasse", ABO, { nach: erste.cursor });
    await danach.bis(1);
    const neu = await bisAntragspruefung(gateway);
    await danach.bis(2);
    assert.deepEqual(
      danach.ereignisse.map(({ vorgangId, meldung }) => [vorgangId, meldung.art, meldung.ereignis]),
      [
        [verpasst, "ALARM", "EINGEREICHT"],
        [neu, "ALARM", "EINGEREICHT"],
      ],
    );
    await danach.schliesse();
  });

  it("goes on from its opening position, even if nothing was pushed before it closed", async () => {
    const vor = await oeffne<Gesendet>("karl-heinz", ABO);
    await vor.schliesse();
    assert.deepEqual(vor.ereignisse, []);
    const id = await bisOffen(gateway, { versicherter: "karl-heinz", haus: "integral", blanko: false });
    const danach = await oeffne<Gesendet>("karl-heinz", ABO, { nach: vor.anfang });
    assert.equal(danach.anfang, vor.anfang);
    const [alarm] = await danach.bis(1);
    assert.deepEqual([alarm?.vorgangId, alarm?.meldung.ereignis], [id, "AKTIVIERT"]);
    await danach.schliesse();
  });

  it("never shows a foreign event: neither live nor after a reconnect", async () => {
    const integral = await oeffne<Aenderung>("integral", AENDERUNGEN);
    const aurelia = await oeffne<Gesendet>("aurelia", ABO);
    const marke = await oeffne<Aenderung>("praxis", AENDERUNGEN);
    const start = await bisInitialisiert(gateway);
    const [anfang] = await marke.bis(1);
    assert.equal(anfang?.aenderung.vorgangId, start);
    await marke.schliesse();

    await bisAntragspruefung(gateway);
    // Own events as the end of the wait: the stream has one order, so foreign ones would have come before.
    const eigener = await bisZugewiesen(gateway, { versicherter: "aurelia", haus: "integral", blanko: false });
    await integral.bis(1);
    await aurelia.bis(2);
    // The same stretch again from another participant's cursor: a cursor is a place, not a right.
    const spaeter = await oeffne<Aenderung>("integral", AENDERUNGEN, { nach: anfang.cursor });
    await spaeter.bis(1);
    for (const abo of [integral, spaeter])
      assert.deepEqual(
        abo.ereignisse.map(({ aenderung }) => aenderung),
        [{ vorgangId: eigener, aktion: "annehmen", version: 3 }],
      );
    assert.deepEqual(
      aurelia.ereignisse.map(({ vorgangId, meldung }) => [vorgangId, meldung.art, meldung.ereignis]),
      [
        [eigener, "ALARM", "AKTIVIERT"],
        [eigener, "INFORMATION", "ANGENOMMEN"],
      ],
    );
    await Promise.all([integral.schliesse(), aurelia.schliesse(), spaeter.schliesse()]);
  });

  it("vorgangGeaendert of a named foreign Vorgang stays silent like one of an unknown Vorgang", async () => {
    const id = await bisOffen(gateway);
    const fremd = await oeffne<Aenderung>("integral", AENDERUNGEN, { id });
    const unbekannt = await oeffne<Aenderung>("integral", AENDERUNGEN, { id: "163.000.000.000.000.98" });
    const eigene = await oeffne<Aenderung>("integral", AENDERUNGEN);
    const poppToken = await gateway.welt.leseKarte("renate", "hand-und-herz");
    await tue(gateway, "elena", "annehmen", { vorgangId: id, zugang: { poppToken } });
    await bisZugewiesen(gateway, { versicherter: "aurelia", haus: "integral", blanko: false });
    await eigene.bis(1);
    assert.deepEqual([fremd.ereignisse, unbekannt.ereignisse], [[], []]);
    await Promise.all([fremd, unbekannt, eigene].map((abo) => abo.schliesse()));
  });

  it("is refused to a Kostenträger of the Kostenerstattung, to BETRIEB, without sign-in and with a made-up cursor", async () => {
    const codes = async (token: string, query: string, variablen = {}): Promise<unknown> => {
      try {
        await (await Abo.oeffne(gateway.url, token, query, variablen)).schliesse();
        return "opened";
      } catch (fehler) {
        if (Array.isArray(fehler)) return (fehler[0] as { extensions?: { code?: unknown } }).extensions?.code;
        // The connection itself was refused: code and reason of the close frame.
        const { code, reason } = fehler as { code?: number; reason?: string };
        return `${String(code)} ${String(reason)}`;
      }
    };
    const { welt } = gateway;
    for (const query of [ABO, AENDERUNGEN]) {
      assert.equal(await codes(await welt.token("private"), query), "4403 KOSTENERSTATTUNG_OHNE_ZUGRIFF");
      assert.equal(await codes(await welt.token("betrieb"), query), "4403 VERBOTEN");
      assert.equal(await codes(await welt.token("elena"), query, { nach: "erfunden" }), "CURSOR_UNGUELTIG");
      assert.equal(await codes("kein-token", query), "4401 ANMELDUNG_UNGUELTIG");
    }
  });
});
