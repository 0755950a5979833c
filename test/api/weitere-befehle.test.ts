import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import * as aktion from "../../sandbox/szenario/aktionen.js";
import * as daten from "../../sandbox/szenario/daten-renate.js";
import { ApiFehler } from "../../sandbox/szenario/graphql-client.js";
import type { Auftritt, Spielergebnis } from "../../sandbox/szenario/regie.js";
import type { PersonId } from "../../sandbox/personen.js";
import { testGateway } from "../helfer/gateway.js";
import { HAND_UND_HERZ, INTEGRAL } from "../helfer/akteure.js";

/* The transitions beside the straight way, over the public API and against the real database. */
describe("Weitere Befehle over the API", () => {
  const gateway = testGateway("weitere-befehle");

  async function spiele(auftritt: Auftritt, anfrageId: string = randomUUID()): Promise<Spielergebnis> {
    return auftritt.spiele(await gateway.welt.als(auftritt.person), anfrageId);
  }
  async function tu(person: PersonId, feld: string, vorgang: string, weitere = "", anfrageId: string = randomUUID()) {
    const mutation = `mutation($id: ID!, $a: UUID) { ergebnis: ${feld}(vorgangId: $id, anfrageId: $a${weitere}) {
      status version vorgang { id status verordnung { version } zugriffscodes { annehmen } } } }`;
    const { ergebnis } = await (
      await gateway.welt.als(person)
    ).frage<{ ergebnis: { status: string; version: number; vorgang: Record<string, unknown> } }>(mutation, {
      id: vorgang,
      a: anfrageId,
    });
    return ergebnis;
  }
  async function frage(person: PersonId, query: string, variablen = {}) {
    return (await gateway.welt.als(person)).frage<Record<string, unknown>>(query, variablen);
  }
  const status = async (person: PersonId, id: string): Promise<unknown> =>
    (await frage(person, "query($id: ID!) { vorgang(id: $id) { status } }", { id }))["vorgang"];
  const lehntAb = (tun: Promise<unknown>, code: string) =>
    assert.rejects(tun, (fehler) => fehler instanceof ApiFehler && fehler.code === code);

  async function offene(): Promise<string> {
    const { vorgang } = await spiele(aktion.anlegen("mfa"));
    await spiele(aktion.aktivieren(gateway.welt, "aerztin", vorgang, "aerztin", daten.verordnung()));
    return vorgang;
  }
  const zuweisung = (telematikId: string) => `, pflegedienst: "${telematikId}"`;

  it("neueVersion: signed like the first, both are kept, the newest is valid", async () => {
    const id = await offene();
    const { z } = (await frage(
      "aerztin",
      "query($id: ID!, $v: VerordnungEingabe!) { z: verordnungZuSignieren(vorgangId: $id, verordnung: $v) { bundle } }",
      { id, v: { ...daten.verordnung(), hinweise: "Türcode 4711" } },
    )) as { z: { bundle: string } };
    await tu("aerztin", "neueVersion", id, `, signiert: "${gateway.welt.signiert("aerztin", z.bundle)}"`);
    const { vorgang } = await frage(
      "renate",
      "query($id: ID!) { vorgang(id: $id) { verordnung { version inhalt { hinweise } } verordnungVersionen { version } } }",
      { id },
    );
    assert.deepEqual(vorgang, {
      verordnung: { version: 2, inhalt: { hinweise: "Türcode 4711" } },
      verordnungVersionen: [{ version: 1 }, { version: 2 }],
    });
  });

  it("zuweisen: a new Zuweisung takes the earlier one's access; the chosen one accepts without a proof", async () => {
    const id = await offene();
    await tu("renate", "zuweisen", id, zuweisung(INTEGRAL.kennung));
    assert.deepEqual(await status("miriam", id), { status: "OFFEN" });
    await tu("renate", "zuweisen", id, zuweisung(HAND_UND_HERZ.kennung));
    await lehntAb(status("miriam", id), "VORGANG_UNBEKANNT");
    await lehntAb(tu("miriam", "annehmen", id), "VORGANG_UNBEKANNT");
    assert.equal((await tu("elena", "annehmen", id)).status, "ZUGEWIESEN");
    await lehntAb(tu("renate", "zuweisen", id, zuweisung(INTEGRAL.kennung)), "STATUS_UNZULAESSIG");
  });

  it("zuweisen to somebody the directory does not know as a Pflegedienst", async () => {
    const id = await offene();
    for (const telematikId of ["10-67.245.GIBTESNICHT", "1-20HKPSANDBOX0001"])
      await lehntAb(tu("renate", "zuweisen", id, zuweisung(telematikId)), "PFLEGEDIENST_UNBEKANNT");
  });

  it("zurueckgeben: the printout's code no longer works; repeated, it is answered without any content", async () => {
    const id = await offene();
    const { vorgang } = await frage("renate", "query($id: ID!) { vorgang(id: $id) { zugriffscodes { annehmen } } }", {
      id,
    });
    const code = (vorgang as { zugriffscodes: { annehmen: string } }).zugriffscodes.annehmen;
    const zugang = `, zugang: { zugriffscode: "${code}" }`;
    await tu("elena", "annehmen", id, zugang);
    const anfrageId = randomUUID();
    const erste = await tu("elena", "zurueckgeben", id, "", anfrageId);
    assert.deepEqual(erste, {
      status: "OFFEN",
      version: 4,
      vorgang: { id, status: "OFFEN", verordnung: null, zugriffscodes: null },
    });
    await tu("renate", "zuweisen", id, zuweisung(INTEGRAL.kennung));
    await tu("miriam", "annehmen", id);
    assert.deepEqual(await tu("elena", "zurueckgeben", id, "", anfrageId), erste);
    await lehntAb(tu("elena", "zurueckgeben", id), "VORGANG_UNBEKANNT");
    await lehntAb(tu("elena", "annehmen", id, zugang), "VORGANG_UNBEKANNT");
  });

  it("zugriffGeben, zugriffEntziehen: the Kasse reads as long as the Versicherter wants", async () => {
    const id = await offene();
    await lehntAb(status("kasse", id), "VORGANG_UNBEKANNT");
    await tu("renate", "zugriffGeben", id);
    assert.deepEqual(await status("kasse", id), { status: "OFFEN" });
    await lehntAb(tu("kasse", "abschliessen", id), "KEIN_SONDERFALL");
    await tu("renate", "zugriffEntziehen", id);
    await lehntAb(status("kasse", id), "VORGANG_UNBEKANNT");
    const { protokoll } = await frage("renate", "query($id: ID!) { protokoll(vorgangId: $id) { aktion } }", { id });
    assert.deepEqual(
      (protokoll as { aktion: string }[]).map((eintrag) => eintrag.aktion),
      ["anlegen", "aktivieren", "zugriffGeben", "einsehen", "zugriffEntziehen"],
    );
  });

  it("AP1, AP2, 4: with the Kennzeichen it is neither found with the card, assigned nor accepted; then closed", async () => {
    const id = await offene();
    const anderer = await offene();
    await tu("renate", "zugriffGeben", id);
    assert.equal((await tu("kasse", "antragKostenerstattung", id)).status, "ANTRAGSPRUEFUNG");
    const leistungen = Object.values(daten.LEISTUNGEN).map((leistungId) => ({ leistungId, ergebnis: "GENEHMIGT" }));
    const entscheidung = { ...daten.entscheidung(), leistungen, kennzeichenKostenerstattung: true };
    assert.equal((await spiele(aktion.entscheiden("kasse", id, entscheidung))).status, "OFFEN");

    const poppToken = await gateway.welt.leseKarte("renate", "hand-und-herz");
    const { einloesbareVerordnungen } = await frage(
      "elena",
      "query($p: String!) { einloesbareVerordnungen(poppToken: $p, first: 100) { edges { node { id } } } }",
      { p: poppToken },
    );
    const gefundene = (einloesbareVerordnungen as { edges: { node: { id: string } }[] }).edges.map(
      ({ node }) => node.id,
    );
    assert.deepEqual([gefundene.includes(anderer), gefundene.includes(id)], [true, false]);
    const mitKarte = aktion.annehmenMitKarte(gateway.welt, "elena", id, "renate", "hand-und-herz");
    await lehntAb(spiele(mitKarte), "KENNZEICHEN_KOSTENERSTATTUNG");
    await lehntAb(tu("renate", "zuweisen", id, zuweisung(HAND_UND_HERZ.kennung)), "KENNZEICHEN_KOSTENERSTATTUNG");
    assert.equal((await tu("kasse", "abschliessen", id)).status, "ABGESCHLOSSEN");
    assert.equal((await tu("renate", "loeschen", id)).status, "GELOESCHT");
  });

  it("the card shows its own person's Verordnungen only, not what somebody else has assigned to the Pflegedienst", async () => {
    const { vorgang: fremder } = await spiele(aktion.anlegen("mfa"));
    const inhalt = daten.verordnung("karl-heinz");
    await spiele(aktion.aktivieren(gateway.welt, "aerztin", fremder, "aerztin", inhalt));
    await tu("karl-heinz", "zuweisen", fremder, zuweisung(HAND_UND_HERZ.kennung));
    const poppToken = await gateway.welt.leseKarte("renate", "hand-und-herz");
    const gefunden = await frage(
      "elena",
      "query($p: String!) { einloesbareVerordnungen(poppToken: $p, first: 100) { edges { node { id } } } }",
      { p: poppToken },
    );
    assert(!JSON.stringify(gefunden).includes(fremder));
  });

  describe("loeschen", () => {
    it("leaves nothing of the content in any collection; the Protokoll stays; repeated, it is answered", async () => {
      const id = await offene();
      await tu("renate", "zugriffGeben", id);
      await tu("kasse", "antragKostenerstattung", id);
      const geheim = "Nur für Renate bestimmt";
      const leistungen = Object.values(daten.LEISTUNGEN).map((leistungId) => ({ leistungId, ergebnis: "GENEHMIGT" }));
      const begruendungen = { versicherter: geheim };
      await spiele(aktion.entscheiden("kasse", id, { ...daten.entscheidung(), leistungen, begruendungen }));
      const roh = async (): Promise<string> => {
        const sammlungen = await gateway.mongo.db.collections();
        const alle = await Promise.all(
          sammlungen.map((eine) => eine.find({ $or: [{ _id: id as never }, { vorgangId: id }] }).toArray()),
        );
        return JSON.stringify(alle.flat());
      };
      const { vorgang } = await frage("renate", "query($id: ID!) { vorgang(id: $id) { zugriffscodes { lesen } } }", {
        id,
      });
      const { lesen } = (vorgang as { zugriffscodes: { lesen: string } }).zugriffscodes;
      const inhalte = ["Rosenstraße", "I83.0", "Medikamentengabe", geheim, lesen];
      const vorher = await roh();
      for (const inhalt of inhalte) assert(vorher.includes(inhalt), `${inhalt} was there`);

      const anfrageId = randomUUID();
      const erste = await tu("aerztin", "loeschen", id, "", anfrageId);
      assert.equal(erste.status, "GELOESCHT");
      const nachher = await roh();
      for (const inhalt of inhalte) assert(!nachher.includes(inhalt), `${inhalt} is gone`);

      assert.deepEqual(await tu("aerztin", "loeschen", id, "", anfrageId), erste);
      await lehntAb(tu("aerztin", "loeschen", id), "STATUS_UNZULAESSIG");
      assert.deepEqual(await status("renate", id), { status: "GELOESCHT" });
      const { protokoll } = await frage("renate", "query($id: ID!) { protokoll(vorgangId: $id) { aktion } }", { id });
      assert((protokoll as { aktion: string }[]).some(({ aktion: eine }) => eine === "loeschen"));
      const { meldungen } = await frage(
        "renate",
        "{ meldungen(first: 1) { edges { node { art ereignis vorgangId begruendung } } } }",
      );
      assert.deepEqual((meldungen as { edges: unknown[] }).edges, [
        { node: { art: "ALARM", ereignis: "GELOESCHT_DURCH_ARZT", vorgangId: id, begruendung: null } },
      ]);
    });

    it("ML1 by an MFA; in OFFEN it is the Arzt's (D11)", async () => {
      const { vorgang } = await spiele(aktion.anlegen("mfa"));
      assert.equal((await tu("mfa", "loeschen", vorgang)).status, "GELOESCHT");
      await lehntAb(tu("mfa", "loeschen", await offene()), "VERBOTEN");
    });
  });
});
