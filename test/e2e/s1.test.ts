import assert from "node:assert/strict";
import { angabenAusBundle } from "../../src/domain/fhir/angaben-bundle.js";
import { blankoverordnungAusBundle } from "../../src/domain/fhir/blankoverordnung-bundle.js";
import { entscheidungAusBundle } from "../../src/domain/fhir/entscheidung-bundle.js";
import { verordnungAusBundle } from "../../src/domain/fhir/verordnung-bundle.js";
import { VERSION } from "../../src/version.js";
import type { Postfachnachricht } from "../../sandbox/clientmodul/clientmodul.js";
import type { PersonId } from "../../sandbox/personen.js";
import { testGateway } from "../helfer/gateway.js";
import { aeusseres, anhang, kopfUndFokus, kopfzeilen, lesbares, nachrichtIm } from "./brief.js";
import * as daten from "./daten.js";
import { BEGRUENDUNGEN, deutsch, DIAGNOSE, KIM, PERSONEN, TELEMATIK_ID, zeitraum } from "./daten.js";
import { signiert, tue } from "./handlungen.js";
import { als } from "./portal.js";
import { zustellungen, ZUSTELLUNG } from "./postfaecher.js";
import type { Zustellung } from "./postfaecher.js";
import { pruefeAbosAmEnde } from "./schlussprobe.js";
import { Zuschauer } from "./zuschauer.js";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
const NACHRICHT_ID = new RegExp(`^<(${UUID})@hkp-sandbox\\.kim\\.telematik-test>$`);

/** fachregeln.md section 12, S1; the alarms are section 4's, written out for these people. */
describe("S1 over HTTP, WebSocket, SMTP and POP3", function () {
  this.timeout(60_000);
  /** Envelope recipients as the Clientmodul heard them, with the account that sent. */
  const umschlaege: { konto: string | undefined; empfaenger: string | undefined }[] = [];
  const gateway = testGateway(
    "e2e-s1",
    {},
    {
      stoerung: async (punkt, { konto, empfaenger }) => {
        if (punkt === "rcpt") umschlaege.push({ konto, empfaenger });
      },
    },
  );
  let zuschauer: Zuschauer;
  let vorgangId: string;
  before(async () => {
    zuschauer = await Zuschauer.oeffne(gateway);
  });
  after(() => zuschauer.ende());

  const eigeneZustellungen = async (person: PersonId, id = vorgangId): Promise<readonly Zustellung[]> => {
    const { vorgang } = await (
      await als(gateway, person)
    ).frage<{ vorgang: { zustellungen: readonly Zustellung[] } }>(
      `query($id: ID!) { vorgang(id: $id) { zustellungen { ${ZUSTELLUNG} } } }`,
      { id },
    );
    return vorgang.zustellungen;
  };
  const datensaetzeVon = async (person: PersonId) => {
    const { vorgang } = await (
      await als(gateway, person)
    ).frage<{ vorgang: Record<string, unknown> }>(
      `query($id: ID!) { vorgang(id: $id) {
        status moeglicheAktionen binIchDran verordnung { version } blankoverordnung { version } angaben { version }
        entscheidung { bundle inhalt { gesamtergebnis begruendungen { verordnender pflegedienst versicherter } } }
      } }`,
      { id: vorgangId },
    );
    return vorgang;
  };

  it("1 anlegen by the MFA: a Verordnungs-ID and two codes; nobody is told", async () => {
    const portal = await als(gateway, "mfa");
    const { anlegen } = await portal.frage<{
      anlegen: {
        statusVorher: null;
        status: string;
        version: number;
        vorgang: { id: string; zugriffscodes: { annehmen: string; lesen: string } };
      };
    }>("mutation { anlegen { statusVorher status version vorgang { id zugriffscodes { annehmen lesen } } } }");
    vorgangId = anlegen.vorgang.id;
    assert.deepEqual([anlegen.statusVorher, anlegen.status, anlegen.version], [null, "INITIALISIERT", 1]);
    assert.match(vorgangId, /^163(\.\d{3}){4}\.\d{2}$/);
    assert.equal(BigInt(vorgangId.replaceAll(".", "")) % 97n, 1n);
    const { annehmen, lesen } = anlegen.vorgang.zugriffscodes;
    assert.match(annehmen, /^[0-9a-f]{64}$/);
    assert.match(lesen, /^[0-9a-f]{64}$/);
    assert.notEqual(annehmen, lesen);
    await zuschauer.nach({});
  });

  it("2 aktivieren with the HBA: Alarm to the Versicherter in the portal, no mail at all", async () => {
    const inhalt = daten.verordnung("renate", true);
    const cms = await signiert(gateway, "aerztin", "verordnung", vorgangId, inhalt, "aerztin");
    const { statusVorher, status } = await tue(gateway, "aerztin", "aktivieren", { vorgangId, signiert: cms });
    assert.deepEqual([statusVorher, status], ["INITIALISIERT", "OFFEN"]);
    const { meldungen } = await zuschauer.nach({ alarm: ["renate", "AKTIVIERT"] });
    assert.equal(
      meldungen.renate[0]?.satz,
      "Eine Verordnung häuslicher Krankenpflege wurde ausgestellt. Bitte wählen Sie einen Pflegedienst und lösen Sie die Verordnung dort ein.",
    );
  });

  it("3 Daniel reads the card and the Verordnung: reading changes nothing and alerts nobody", async () => {
    const portal = await als(gateway, "daniel");
    const poppToken = await gateway.welt.leseKarte("renate", "hand-und-herz");
    const { einloesbareVerordnungen } = await portal.frage<{
      einloesbareVerordnungen: { edges: readonly { node: { id: string } }[] };
    }>("query($t: String!) { einloesbareVerordnungen(poppToken: $t) { edges { node { id } } } }", { t: poppToken });
    assert.deepEqual(
      einloesbareVerordnungen.edges.map(({ node }) => node.id),
      [vorgangId],
    );
    const { vorgang } = await portal.frage<{ vorgang: Record<string, unknown> }>(
      `query($id: ID!, $zugang: ZugangEingabe) { vorgang(id: $id, zugang: $zugang) {
        status version zugriffscodes { annehmen } verordnung { inhalt { diagnosen { icd } } }
      } }`,
      { id: vorgangId, zugang: { poppToken } },
    );
    assert.deepEqual(vorgang, {
      status: "OFFEN",
      version: 2,
      // The codes are the Versicherter's to give away.
      zugriffscodes: null,
      verordnung: { inhalt: { diagnosen: [{ icd: DIAGNOSE.icd }] } },
    });
    await zuschauer.nach({});
  });

  it("4 annehmen with the PoPP token: nobody is alerted, Praxis and Versicherter are informed", async () => {
    const poppToken = await gateway.welt.leseKarte("renate", "hand-und-herz");
    const { statusVorher, status } = await tue(gateway, "daniel", "annehmen", { vorgangId, zugang: { poppToken } });
    assert.deepEqual([statusVorher, status], ["OFFEN", "ZUGEWIESEN"]);
    await zuschauer.nach({
      informiert: [
        ["praxis", "ANGENOMMEN"],
        ["renate", "ANGENOMMEN"],
      ],
    });
  });

  it("5 Elena reads the Verordnung", async () => {
    assert.deepEqual(await datensaetzeVon("elena"), {
      status: "ZUGEWIESEN",
      moeglicheAktionen: [
        "zurueckgeben",
        "blankoverordnungSpeichern",
        "angabenSpeichern",
        "unterlageHinzufuegen",
        "unterlageEntfernen",
        "korrekturAnfragen",
        "einreichen",
        "nachrichtSchreiben",
        "folgeverordnungErbitten",
      ],
      binIchDran: true,
      verordnung: { version: 1 },
      blankoverordnung: null,
      angaben: null,
      entscheidung: null,
    });
    await zuschauer.nach({});
  });

  it("6 Blankoverordnung: only the Praxis is informed", async () => {
    const inhalt = daten.blankoverordnung();
    const cms = await signiert(gateway, "elena", "blankoverordnung", vorgangId, inhalt, "hand-und-herz");
    const { statusVorher, status } = await tue(gateway, "elena", "blankoverordnungSpeichern", {
      vorgangId,
      signiert: cms,
    });
    assert.deepEqual([statusVorher, status], ["ZUGEWIESEN", "ZUGEWIESEN"]);
    await zuschauer.nach({ informiert: [["praxis", "BLANKOVERORDNUNG_GESPEICHERT"]] });
  });

  it("7 Angaben: only the Praxis is informed; the Kasse has no access yet", async () => {
    const inhalt = daten.angaben("hand-und-herz", true);
    const cms = await signiert(gateway, "elena", "angaben", vorgangId, inhalt, "hand-und-herz");
    const { status } = await tue(gateway, "elena", "angabenSpeichern", { vorgangId, signiert: cms });
    assert.equal(status, "ZUGEWIESEN");
    await zuschauer.nach({ informiert: [["praxis", "ANGABEN_GESPEICHERT"]] });
    const { extensions } = await (
      await als(gateway, "kasse")
    ).abgelehnt("query($id: ID!) { vorgang(id: $id) { id } }", { id: vorgangId });
    assert.equal(extensions.code, "VORGANG_UNBEKANNT");
  });

  let antrag: Postfachnachricht;
  it("8 einreichen: one mail, to the Kasse; Versicherter and Praxis are only informed", async () => {
    const { statusVorher, status } = await tue(gateway, "elena", "einreichen", { vorgangId });
    assert.deepEqual([statusVorher, status], ["ZUGEWIESEN", "ANTRAGSPRUEFUNG"]);
    const { briefe, meldungen } = await zuschauer.nach({
      alarm: ["kasse", "EINGEREICHT"],
      informiert: [
        ["praxis", "EINGEREICHT"],
        ["renate", "EINGEREICHT"],
      ],
      post: { kasse: "Antrag zur Leistungsentscheidung" },
    });
    assert.ok(briefe[0] !== undefined);
    antrag = briefe[0];
    assert.equal(umschlaege.length, 1);
    // An Information tells what happened, never what somebody else has to do.
    assert.equal(
      meldungen.renate[0]?.satz,
      "Der Pflegedienst hat eine Verordnung häuslicher Krankenpflege zur Leistungsentscheidung eingereicht.",
    );
  });

  describe("the mail to the Kasse", () => {
    it("goes from the gateway to the Kasse, in the header as in the envelope", () => {
      const { from, to, cc, bcc, replyTo } = antrag.mail;
      assert.deepEqual([from?.name, from?.address], ["HKP-Gateway", KIM.gateway]);
      assert.deepEqual(
        to?.map(({ address }) => address),
        [KIM.kasse],
      );
      assert.deepEqual([cc, bcc, replyTo], [undefined, undefined, undefined]);
      assert.equal(antrag.mail.deliveredTo, KIM.kasse);
      assert.deepEqual(umschlaege.slice(0, 1), [{ konto: KIM.gateway, empfaenger: KIM.kasse }]);
    });

    it("carries nothing personal outside its encrypted body", () => {
      const { kvnr, vorname, nachname, geburtsdatum } = PERSONEN.renate;
      const verboten = [kvnr, vorname, nachname, geburtsdatum, deutsch(geburtsdatum), DIAGNOSE.icd, "Dekubitus"];
      for (const wort of verboten) assert.ok(!aeusseres(antrag).includes(wort), wort);
    });

    it("has the id of its order, and belongs to the thread of the Vorgang", async () => {
      const [zustellung] = await eigeneZustellungen("elena");
      const kennung = NACHRICHT_ID.exec(antrag.mail.messageId ?? "")?.[1];
      assert.equal(kennung, zustellung?.id);
      assert.equal(zustellung?.nachrichtId, antrag.mail.messageId);
      assert.match(antrag.mail.inReplyTo ?? "", NACHRICHT_ID);
      assert.notEqual(antrag.mail.inReplyTo, antrag.mail.messageId);
      assert.equal(antrag.mail.references, antrag.mail.inReplyTo);
    });

    it("names service, sending system and support as KIM demands", () => {
      assert.deepEqual(kopfzeilen(antrag, "X-KIM-Dienstkennung"), ["eVO-HKP;Antrag;V0.9"]);
      assert.deepEqual(kopfzeilen(antrag, "X-KIM-Sendersystem"), [`HKP-Gateway;${VERSION}`]);
      assert.deepEqual(kopfzeilen(antrag, "X-KIM-Support"), ["support@hkp-gateway.example"]);
    });

    it("tells a person what happened, what to do, about whom, for which period, under which number", () => {
      const { text = "", html } = antrag.mail;
      assert.equal(html, undefined);
      const { von, bis } = zeitraum();
      for (const satz of [
        "Guten Tag, gematiker Kasse,",
        "Der Pflegedienst hat eine Verordnung häuslicher Krankenpflege zur Leistungsentscheidung eingereicht.",
        "Bitte prüfen Sie den Vorgang und entscheiden Sie über die beantragten Leistungen.",
        `Verordnungs-ID: ${vorgangId}`,
        "Versicherte Person: Berger, Renate, geboren am 12.03.1946",
        `Verordnungszeitraum: ${deutsch(von)} bis ${deutsch(bis)}`,
      ])
        assert.ok(text.split(/\r?\n/).includes(satz), `${satz}\n--- missing in\n${text}`);
    });

    it("has one attachment named and typed for programs", () => {
      const { name, typ } = anhang(antrag);
      const kennung = NACHRICHT_ID.exec(antrag.mail.messageId ?? "")?.[1] ?? "";
      assert.equal(name, `TEVOHKP0_Antrag_${kennung}.xml`);
      assert.equal(typ, "application/fhir+xml");
    });

    it("holds a FHIR message to the Kasse", () => {
      const { kopf } = kopfUndFokus(nachrichtIm(antrag));
      assert.equal((kopf["eventCoding"] as { code: string }).code, "EINGEREICHT");
      const [ziel, ...weitere] = kopf["destination"] as readonly {
        endpoint: string;
        receiver: { identifier: { system: string; value: string } };
      }[];
      assert.deepEqual(weitere, []);
      assert.equal(ziel?.endpoint, `mailto:${KIM.kasse}`);
      assert.deepEqual(ziel.receiver.identifier, {
        system: "https://gematik.de/fhir/sid/telematik-id",
        value: TELEMATIK_ID.kasse,
      });
      assert.deepEqual(kopf["sender"], { display: "HKP-Gateway" });
      assert.equal((kopf["source"] as { endpoint: string }).endpoint, `mailto:${KIM.gateway}`);
    });

    it("holds exactly Verordnung, Blankoverordnung and Angaben, as they were signed", () => {
      const { fokus } = kopfUndFokus(nachrichtIm(antrag));
      assert.equal(fokus.length, 3);
      const [erstes, zweites, drittes] = fokus;
      assert.ok(erstes !== undefined && zweites !== undefined && drittes !== undefined);
      const verordnungsId = vorgangId;
      assert.deepEqual(verordnungAusBundle(erstes), {
        art: "gueltig",
        verordnung: { verordnungsId, ...daten.verordnung("renate", true) },
      });
      assert.deepEqual(blankoverordnungAusBundle(zweites), {
        art: "gueltig",
        blankoverordnung: { verordnungsId, ...daten.blankoverordnung() },
      });
      assert.deepEqual(angabenAusBundle(drittes), {
        art: "gueltig",
        angaben: { verordnungsId, ...daten.angaben("hand-und-herz", true) },
      });
    });
  });

  it("9 the Kasse reads what it may: Verordnung, Blankoverordnung, Angaben", async () => {
    assert.deepEqual(await datensaetzeVon("kasse"), {
      status: "ANTRAGSPRUEFUNG",
      moeglicheAktionen: ["korrekturAnfragen", "entscheiden", "nachrichtSchreiben"],
      binIchDran: true,
      verordnung: { version: 1 },
      blankoverordnung: { version: 1 },
      angaben: { version: 1 },
      entscheidung: null,
    });
    await zuschauer.nach({});
  });

  let entscheid: Postfachnachricht;
  it("10 entscheiden: one mail, to the Pflegedienst; Praxis and Versicherter get their own Begründung as Information", async () => {
    const { statusVorher, status } = await tue(gateway, "kasse", "entscheiden", {
      vorgangId,
      entscheidung: daten.entscheidung(true),
    });
    assert.deepEqual([statusVorher, status], ["ANTRAGSPRUEFUNG", "BESCHIEDEN"]);
    const { briefe, meldungen } = await zuschauer.nach({
      alarm: ["hand-und-herz", "ENTSCHIEDEN"],
      informiert: [
        ["praxis", "ENTSCHIEDEN"],
        ["renate", "ENTSCHIEDEN"],
      ],
      post: { "hand-und-herz": "Leistungsentscheidung liegt vor" },
    });
    assert.ok(briefe[0] !== undefined);
    entscheid = briefe[0];
    assert.equal(umschlaege.length, 2);
    const { verordnender, pflegedienst, versicherter } = BEGRUENDUNGEN;
    assert.equal(meldungen.praxis[0]?.begruendung, verordnender);
    assert.equal(meldungen["hand-und-herz"][0]?.begruendung, pflegedienst);
    assert.equal(meldungen.renate[0]?.begruendung, versicherter);
  });

  describe("the mail to the Pflegedienst", () => {
    it("goes to the Pflegedienst only", () => {
      assert.equal(entscheid.mail.from?.address, KIM.gateway);
      assert.deepEqual(
        entscheid.mail.to?.map(({ address }) => address),
        [KIM["hand-und-herz"]],
      );
      assert.equal(entscheid.mail.deliveredTo, KIM["hand-und-herz"]);
      assert.deepEqual(umschlaege.slice(1, 2), [{ konto: KIM.gateway, empfaenger: KIM["hand-und-herz"] }]);
    });

    it("belongs to the same thread, under a Message-ID of its own", () => {
      assert.match(entscheid.mail.messageId ?? "", NACHRICHT_ID);
      assert.notEqual(entscheid.mail.messageId, antrag.mail.messageId);
      // The mail to the Kasse is not in its references: the Pflegedienst never got it.
      assert.equal(entscheid.mail.references, antrag.mail.references);
      assert.equal(entscheid.mail.inReplyTo, antrag.mail.inReplyTo);
    });

    it("carries nothing personal outside its encrypted body", () => {
      const { kvnr, vorname, nachname } = PERSONEN.renate;
      for (const wort of [kvnr, vorname, nachname, DIAGNOSE.icd, ...Object.values(BEGRUENDUNGEN)])
        assert.ok(!aeusseres(entscheid).includes(wort), wort);
      assert.deepEqual(kopfzeilen(entscheid, "X-KIM-Dienstkennung"), ["eVO-HKP;Entscheidung;V0.9"]);
      assert.match(anhang(entscheid).name ?? "", new RegExp(`^TEVOHKP0_Entscheidung_${UUID}\\.xml$`));
    });

    it("tells a person the Pflegedienst's own Begründung", () => {
      const { text = "" } = entscheid.mail;
      for (const satz of [
        "Guten Tag, Pflegedienst Hand & Herz,",
        "Der Kostenträger hat über die beantragten Leistungen entschieden.",
        "Bitte sehen Sie die Entscheidung ein und planen Sie die Versorgung danach.",
        `Begründung des Kostenträgers: ${BEGRUENDUNGEN.pflegedienst}`,
        `Verordnungs-ID: ${vorgangId}`,
      ])
        assert.ok(text.split(/\r?\n/).includes(satz), `${satz}\n--- missing in\n${text}`);
    });

    it("holds nobody else's Begründung, in no part of it", () => {
      const alles = lesbares(entscheid);
      // The search finds what is there, so that finding nothing means something.
      assert.ok(alles.includes(BEGRUENDUNGEN.pflegedienst));
      for (const fremd of [BEGRUENDUNGEN.verordnender, BEGRUENDUNGEN.versicherter])
        assert.ok(!alles.includes(fremd), fremd);
    });

    it("holds a FHIR message to the Pflegedienst", () => {
      const { kopf } = kopfUndFokus(nachrichtIm(entscheid));
      assert.equal((kopf["eventCoding"] as { code: string }).code, "ENTSCHIEDEN");
      const [ziel] = kopf["destination"] as readonly { receiver: { identifier: { value: string } } }[];
      assert.equal(ziel?.receiver.identifier.value, TELEMATIK_ID["hand-und-herz"]);
    });

    it("holds Verordnung, Blankoverordnung, Angaben and the decision with the Pflegedienst's own Begründung", () => {
      const { fokus } = kopfUndFokus(nachrichtIm(entscheid));
      const [erstes, zweites, drittes, viertes] = fokus;
      assert.equal(fokus.length, 4);
      assert.ok(erstes !== undefined && zweites !== undefined && drittes !== undefined && viertes !== undefined);
      assert.equal(verordnungAusBundle(erstes).art, "gueltig");
      assert.equal(blankoverordnungAusBundle(zweites).art, "gueltig");
      assert.equal(angabenAusBundle(drittes).art, "gueltig");
      assert.deepEqual(entscheidungAusBundle(viertes), {
        art: "gueltig",
        entscheidung: {
          verordnungsId: vorgangId,
          ...daten.entscheidung(true),
          kennzeichenKostenerstattung: false,
          begruendungen: { pflegedienst: BEGRUENDUNGEN.pflegedienst },
        },
      });
    });
  });

  it("each participant reads its own Begründung of the decision, the Kasse all three", async () => {
    const { verordnender, pflegedienst, versicherter } = BEGRUENDUNGEN;
    const gelesen: Partial<Record<PersonId, unknown>> = {};
    for (const person of ["aerztin", "elena", "renate", "kasse"] as const) {
      const { entscheidung } = (await datensaetzeVon(person)) as {
        entscheidung: { bundle: string | null; inhalt: { gesamtergebnis: string; begruendungen: unknown } };
      };
      assert.equal(entscheidung.inhalt.gesamtergebnis, "GENEHMIGT");
      gelesen[person] = entscheidung.inhalt.begruendungen;
      assert.equal(entscheidung.bundle === null, person !== "kasse", `Bundle for ${person}`);
    }
    const nichts = { verordnender: null, pflegedienst: null, versicherter: null };
    assert.deepEqual(gelesen, {
      aerztin: { ...nichts, verordnender },
      elena: { ...nichts, pflegedienst },
      renate: { ...nichts, versicherter },
      kasse: { verordnender, pflegedienst, versicherter },
    });
  });

  describe("delivery states", () => {
    const kurz = ({ ereignis, empfaengerRolle, empfaengerKennung, kanal, zustand, adresse, grund }: Zustellung) => ({
      ereignis,
      empfaengerRolle,
      empfaengerKennung,
      kanal,
      zustand,
      adresse,
      grund,
    });
    const AN_RENATE = {
      ereignis: "AKTIVIERT",
      empfaengerRolle: "VERSICHERTER",
      empfaengerKennung: null,
      kanal: "PORTAL",
      zustand: "ZUGESTELLT",
      adresse: null,
      grund: null,
    };
    const AN_KASSE = {
      ereignis: "EINGEREICHT",
      empfaengerRolle: "KOSTENTRAEGER",
      empfaengerKennung: "109500969",
      kanal: "KIM",
      // The proof of delivery has come back to the envelope's sender.
      zustand: "ZUGESTELLT",
      adresse: KIM.kasse,
      grund: null,
    };
    const AN_PFLEGEDIENST = {
      ereignis: "ENTSCHIEDEN",
      empfaengerRolle: "PFLEGEDIENST",
      empfaengerKennung: TELEMATIK_ID["hand-und-herz"],
      kanal: "KIM",
      zustand: "ZUGESTELLT",
      adresse: KIM["hand-und-herz"],
      grund: null,
    };

    const SICHT = {
      mfa: [AN_RENATE],
      aerztin: [AN_RENATE],
      daniel: [AN_KASSE],
      elena: [AN_KASSE],
      kasse: [AN_PFLEGEDIENST],
      renate: [],
    };
    for (const [person, erwartet] of Object.entries(SICHT))
      it(`${person} sees ${erwartet.length === 0 ? "none" : "those of its own side's transitions"}`, async () => {
        assert.deepEqual((await eigeneZustellungen(person as keyof typeof SICHT)).map(kurz), erwartet);
      });

    it("BETRIEB sees all of them, newest first, without a KVNR, a name or a text", async () => {
      const alle = await zustellungen(gateway);
      assert.deepEqual(alle.map(kurz), [AN_PFLEGEDIENST, AN_KASSE, AN_RENATE]);
      assert.deepEqual(
        alle.map(({ versuche }) => versuche),
        [1, 1, 0],
      );
      const { kvnr, nachname } = PERSONEN.renate;
      for (const wort of [kvnr, nachname, DIAGNOSE.icd, ...Object.values(BEGRUENDUNGEN)])
        assert.ok(!JSON.stringify(alle).includes(wort), wort);
    });

    it("BETRIEB cannot open the Vorgang, and nobody else the list of deliveries", async () => {
      const betrieb = await als(gateway, "betrieb");
      const fehler = await betrieb.abgelehnt("query($id: ID!) { vorgang(id: $id) { id } }", { id: vorgangId });
      assert.equal(fehler.extensions.code, "VERBOTEN");
      for (const person of ["aerztin", "elena", "kasse", "renate"] as const) {
        const portal = await als(gateway, person);
        const { extensions } = await portal.abgelehnt("query { zustellungen { edges { node { id } } } }");
        assert.equal(extensions.code, "VERBOTEN", person);
      }
    });
  });

  // A describe, because the tests of this one run before those of its describes.
  describe("in the end", () => {
    it("nobody was pushed anything but its own feed", () => pruefeAbosAmEnde(gateway, zuschauer));
  });
});
