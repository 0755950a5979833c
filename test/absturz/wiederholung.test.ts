import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { jeTestEineBuehne, KURZER_ANSPRUCH } from "./buehne.js";
import { anlegen, bisZustand, KASSE, kimZustellungen, sende, vorAlarm } from "./handlung.js";
import { raeumeKinderAuf } from "./kindprozess.js";

const PROTOKOLL = `query($id: ID!) { protokoll(vorgangId: $id) { aktion statusVorher status } }`;
const ARBEITSLISTE = `query { arbeitsliste(first: 20) { edges { node { id status version } } } }`;

const ENTWERFEN = `mutation($entwurf: EntwurfEingabe!, $anfrageId: UUID) {
  entwurfAnlegen(entwurf: $entwurf, anfrageId: $anfrageId) {
    gesamtverordnungId vorgaenge { id entwurf { inhalt { gesamtverordnungId leistungen { nummer } } } }
  }
}`;

interface Entworfen {
  readonly entwurfAnlegen: {
    readonly gesamtverordnungId: string;
    readonly vorgaenge: readonly {
      readonly id: string;
      readonly entwurf: { readonly inhalt: { readonly gesamtverordnungId: string; readonly leistungen: unknown } };
    }[];
  };
}
interface Arbeitsliste {
  readonly arbeitsliste: {
    readonly edges: readonly { readonly node: { id: string; status: string; version: number } }[];
  };
}
interface Protokoll {
  readonly protokoll: readonly { readonly aktion: string }[];
}

describe("Absturz zwischen Befehl und Antwort: der Client wiederholt mit seiner anfrageId", function () {
  this.timeout(60_000);
  const buehne = jeTestEineBuehne("wiederholung");
  afterEach(raeumeKinderAuf);

  for (const [stelle, wann] of [
    ["vorBefehl", "vor dem Schreiben"],
    ["nachBefehl", "nach dem Schreiben"],
  ] as const)
    it(`aktivieren, ${wann}: eine Wirkung, eine Mail`, async () => {
      const b = buehne();
      // The Versand may have claimed the order in the moment between the commit and its answer.
      const erstes = b.kind(stelle, KURZER_ANSPRUCH);
      const welt = b.welt(await erstes.bereit());
      const { vorgangId, befehl } = await vorAlarm(welt);
      await assert.rejects(sende(await welt.als("aerztin"), befehl), TypeError);
      assert.equal((await erstes.ende).signal, "SIGKILL");

      const zweites = b.kind();
      const danach = b.welt(await zweites.bereit());
      const aerztin = await danach.als("aerztin");
      const antwort = await sende(aerztin, befehl);
      const { aktion, statusVorher, status, version } = antwort;
      assert.deepEqual(
        { aktion, statusVorher, status, version },
        {
          aktion: "aktivieren",
          statusVorher: "INITIALISIERT",
          status: "OFFEN",
          version: 2,
        },
      );
      assert.deepEqual(await sende(aerztin, befehl), antwort);

      const { nachrichtId } = await bisZustand(danach, vorgangId, "ZUGESTELLT");
      const { protokoll } = await (await danach.als("renate")).frage<Protokoll>(PROTOKOLL, { id: vorgangId });
      assert.deepEqual(
        protokoll.map((eintrag) => eintrag.aktion),
        ["anlegen", "aktivieren"],
      );
      assert.equal((await kimZustellungen(danach)).length, 1);
      const angekommen = (await b.mails()).filter(({ adresse }) => adresse === KASSE);
      assert.deepEqual(angekommen, [{ adresse: KASSE, messageId: nachrichtId }]);
      assert.equal((await zweites.toete("SIGTERM")).code, 0);
    });

  it("anlegen, nach dem Schreiben: derselbe Vorgang, kein zweiter", async () => {
    const b = buehne();
    const erstes = b.kind("nachAnlegen");
    const welt = b.welt(await erstes.bereit());
    const befehl = anlegen();
    await assert.rejects(sende(await welt.als("aerztin"), befehl), TypeError);
    assert.equal((await erstes.ende).signal, "SIGKILL");

    const zweites = b.kind();
    const aerztin = await b.welt(await zweites.bereit()).als("aerztin");
    const { vorgang } = await sende(aerztin, befehl);
    const { arbeitsliste } = await aerztin.frage<Arbeitsliste>(ARBEITSLISTE);
    assert.deepEqual(
      arbeitsliste.edges.map(({ node }) => node),
      [{ id: vorgang.id, status: "INITIALISIERT", version: 1 }],
    );
    assert.equal((await zweites.toete("SIGTERM")).code, 0);
  });

  it("entwurfAnlegen mit drei Verordnungen, nach der ersten: die Wiederholung ergänzt die fehlenden", async () => {
    const b = buehne();
    const erstes = b.kind("nachAnlegen");
    const welt = b.welt(await erstes.bereit());
    const leistung = (nummer: string) => ({ nummer, blanko: false });
    const variablen = {
      entwurf: { leistungen: [leistung("26"), leistung("27a"), leistung("31a")] },
      anfrageId: randomUUID(),
    };
    await assert.rejects((await welt.als("mfa")).frage(ENTWERFEN, variablen), TypeError);
    assert.equal((await erstes.ende).signal, "SIGKILL");

    const zweites = b.kind();
    const mfa = await b.welt(await zweites.bereit()).als("mfa");
    const vorher = await mfa.frage<Arbeitsliste>(ARBEITSLISTE);
    assert.equal(vorher.arbeitsliste.edges.length, 1);
    for (let mal = 1; mal <= 2; mal++) {
      const { entwurfAnlegen } = await mfa.frage<Entworfen>(ENTWERFEN, variablen);
      const { vorgaenge, gesamtverordnungId } = entwurfAnlegen;
      assert.deepEqual(
        vorgaenge.map(({ entwurf }) => [entwurf.inhalt.gesamtverordnungId, entwurf.inhalt.leistungen]),
        ["26", "27a", "31a"].map((nummer) => [gesamtverordnungId, [{ nummer }]]),
      );
      assert.equal(vorgaenge[0]?.id, vorher.arbeitsliste.edges[0]?.node.id);
    }
    assert.equal((await mfa.frage<Arbeitsliste>(ARBEITSLISTE)).arbeitsliste.edges.length, 3);
    assert.equal((await zweites.toete("SIGTERM")).code, 0);
  });
});
