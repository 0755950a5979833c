import assert from "node:assert/strict";
import { sichtbareDatensaetze, sichtbareZugriffscodes } from "../../../src/domain/hkp/ansicht.js";
import type { Vorgang } from "../../../src/domain/hkp/vorgang.js";
import type { Akteur } from "../../../src/domain/kern/akteur.js";
import { arzt, betrieb, elena, kasse, mfa, miriam, renate, system, vertreterin } from "../../helfer/akteure.js";
import {
  beschieden,
  datensatz,
  einreichbar,
  entscheidung,
  initialisiert,
  inPruefung,
  offen,
  verordnung,
  zugewiesen,
} from "./vorgaenge.js";

/* Reading rights by hand from fachregeln.md section 3 (Tabelle 12). V = VERORDNUNG, B = Blanko, A = Angaben, E = Entscheidung. */

const LESER = {
  ARZT: arzt(),
  MFA: mfa(),
  VERSICHERTER: renate(),
  VERTRETER: vertreterin(),
  PD: elena(),
  ANDERER_PD: miriam(),
  KASSE: kasse(),
  BETRIEB: betrieb(),
} satisfies Record<string, Akteur>;
type Lesername = keyof typeof LESER;

const gelesen = (vorgang: Vorgang, akteur: Akteur): string =>
  sichtbareDatensaetze(vorgang, akteur)
    .map(({ art }) => art.charAt(0))
    .join("");

const paragraph13 = verordnung({ wahlKostenerstattung: true });

/** Given back after its Blankoverordnung and Angaben were stored: both are still there, their Pflegedienst is not. */
const zurueckgegeben = einreichbar({ status: "OFFEN", pflegedienst: null, kostentraegerHatZugriff: true });

describe("sichtbareDatensaetze: who reads what", () => {
  const FAELLE: readonly (readonly [string, Vorgang, Record<Lesername, string>])[] = [
    [
      "INITIALISIERT: nothing is there yet",
      initialisiert(),
      { ARZT: "", MFA: "", VERSICHERTER: "", VERTRETER: "", PD: "", ANDERER_PD: "", KASSE: "", BETRIEB: "" },
    ],
    [
      "OFFEN: whoever sees the Vorgang reads the Verordnung",
      offen(),
      { ARZT: "V", MFA: "V", VERSICHERTER: "V", VERTRETER: "V", PD: "V", ANDERER_PD: "V", KASSE: "V", BETRIEB: "" },
    ],
    [
      "OFFEN after it was given back: what the Pflegedienst wrote is not the next one's to read, nor the Kostenträger's",
      zurueckgegeben,
      {
        ARZT: "VBA",
        MFA: "VBA",
        VERSICHERTER: "VBA",
        VERTRETER: "VBA",
        PD: "V",
        ANDERER_PD: "V",
        KASSE: "V",
        BETRIEB: "",
      },
    ],
    [
      "ANTRAGSPRUEFUNG from AP1 after it was given back: the Kostenträger reads a Blankoverordnung from AP3 on only",
      { ...zurueckgegeben, status: "ANTRAGSPRUEFUNG", antrag: "AP1" },
      {
        ARZT: "VBA",
        MFA: "VBA",
        VERSICHERTER: "VBA",
        VERTRETER: "VBA",
        PD: "V",
        ANDERER_PD: "V",
        KASSE: "V",
        BETRIEB: "",
      },
    ],
    [
      "ZUGEWIESEN: Blankoverordnung and Angaben are not the Kostenträger's before AP3",
      einreichbar(),
      {
        ARZT: "VBA",
        MFA: "VBA",
        VERSICHERTER: "VBA",
        VERTRETER: "VBA",
        PD: "VBA",
        ANDERER_PD: "V",
        KASSE: "V",
        BETRIEB: "",
      },
    ],
    [
      "ZUGEWIESEN with § 13 (2): the Kostenträger reads the Blankoverordnung too [6.4]",
      einreichbar({
        kostentraegerHatZugriff: true,
        datensaetze: [datensatz("VERORDNUNG", paragraph13), ...einreichbar().datensaetze.slice(1)],
      }),
      {
        ARZT: "VBA",
        MFA: "VBA",
        VERSICHERTER: "VBA",
        VERTRETER: "VBA",
        PD: "VBA",
        ANDERER_PD: "V",
        KASSE: "VB",
        BETRIEB: "",
      },
    ],
    [
      "ANTRAGSPRUEFUNG from AP3",
      inPruefung(),
      {
        ARZT: "VBA",
        MFA: "VBA",
        VERSICHERTER: "VBA",
        VERTRETER: "VBA",
        PD: "VBA",
        ANDERER_PD: "V",
        KASSE: "VBA",
        BETRIEB: "",
      },
    ],
    [
      "BESCHIEDEN",
      beschieden(),
      {
        ARZT: "VBAE",
        MFA: "VBAE",
        VERSICHERTER: "VBAE",
        VERTRETER: "VBAE",
        PD: "VBAE",
        ANDERER_PD: "V",
        KASSE: "VBAE",
        BETRIEB: "",
      },
    ],
    [
      "GELOESCHT: nobody reads any content [7.1.8]",
      beschieden({ status: "GELOESCHT" }),
      { ARZT: "", MFA: "", VERSICHERTER: "", VERTRETER: "", PD: "", ANDERER_PD: "", KASSE: "", BETRIEB: "" },
    ],
  ];
  for (const [titel, vorgang, erwartet] of FAELLE)
    it(titel, () => {
      const namen = Object.keys(LESER) as Lesername[];
      assert.deepEqual(Object.fromEntries(namen.map((name) => [name, gelesen(vorgang, LESER[name])])), erwartet);
    });

  it("BETRIEB never reads content, in no status", () => {
    for (const vorgang of [offen(), zugewiesen(), inPruefung(), beschieden()])
      assert.deepEqual(sichtbareDatensaetze(vorgang, betrieb()), []);
  });

  it("all versions can be read, not only the valid one", () => {
    const vorgang = offen({
      datensaetze: [datensatz("VERORDNUNG", verordnung()), datensatz("VERORDNUNG", verordnung(), 2)],
    });
    assert.deepEqual(
      sichtbareDatensaetze(vorgang, renate()).map(({ version }) => version),
      [1, 2],
    );
  });
});

describe("Begründungen: one actor never sees another actor's", () => {
  const gruende = (akteur: Akteur): unknown => {
    const [eine] = sichtbareDatensaetze(beschieden(), akteur).filter(({ art }) => art === "ENTSCHEIDUNG");
    assert(eine?.art === "ENTSCHEIDUNG");
    return eine.inhalt.begruendungen;
  };
  const FAELLE: readonly (readonly [Akteur, unknown])[] = [
    [arzt(), { verordnender: "Grund für die Praxis" }],
    [mfa(), { verordnender: "Grund für die Praxis" }],
    [elena(), { pflegedienst: "Grund für den Pflegedienst" }],
    [renate(), { versicherter: "Grund für die versicherte Person" }],
    [vertreterin(), { versicherter: "Grund für die versicherte Person" }],
    [kasse(), entscheidung().begruendungen],
    [system(), {}],
  ];
  for (const [akteur, erwartet] of FAELLE)
    it(`${akteur.rolle} ${akteur.name}`, () => assert.deepEqual(gruende(akteur), erwartet));

  it("no foreign Begründung is left anywhere in what is handed out, Bundle and signed bytes included", () => {
    const mitGruenden = beschieden({
      datensaetze: [
        datensatz("VERORDNUNG", verordnung()),
        { ...datensatz("ENTSCHEIDUNG", entscheidung()), bundle: JSON.stringify(entscheidung()) },
      ],
    });
    for (const akteur of [arzt(), renate()]) {
      const [, eine] = sichtbareDatensaetze(mitGruenden, akteur);
      assert.equal(eine?.bundle, "");
      assert.equal(eine.signatur, null);
      assert(!JSON.stringify(eine).includes("Grund für den Pflegedienst"));
    }
  });

  it("the rest of the decision is everybody's", () => {
    const [eine] = sichtbareDatensaetze(beschieden(), elena()).filter(({ art }) => art === "ENTSCHEIDUNG");
    assert(eine?.art === "ENTSCHEIDUNG");
    assert.equal(eine.inhalt.gesamtergebnis, "GENEHMIGT");
    assert.equal(eine.inhalt.leistungen.length, 2);
  });

  it("the stored decision keeps all three", () => {
    const vorgang = beschieden();
    sichtbareDatensaetze(vorgang, elena());
    assert.deepEqual(vorgang, beschieden());
  });
});

describe("§ 13 (2): the signature is not handed to the Pflegedienst [6.4]", () => {
  const mitWahl = zugewiesen({ kostentraegerHatZugriff: true }, paragraph13);
  const hatSignatur = (vorgang: Vorgang, akteur: Akteur): boolean =>
    sichtbareDatensaetze(vorgang, akteur).every(({ signatur }) => signatur !== null);

  it("the Pflegedienst reads the Verordnung without it, the others with it", () => {
    assert.equal(gelesen(mitWahl, elena()), "V");
    assert.equal(hatSignatur(mitWahl, elena()), false);
    for (const akteur of [arzt(), renate(), kasse()]) assert.equal(hatSignatur(mitWahl, akteur), true);
  });

  it("without the choice the Pflegedienst gets it", () => {
    assert.equal(hatSignatur(zugewiesen(), elena()), true);
  });
});

describe("Zugriffscodes: the Versicherter's to give away, the Praxis prints them", () => {
  const mitCodes: readonly Akteur[] = [arzt(), mfa(), renate(), vertreterin()];
  const ohne: readonly Akteur[] = [elena(), miriam(), kasse(), betrieb(), system()];

  for (const vorgang of [initialisiert(), offen()])
    it(`are shown in ${vorgang.status} to Praxis and Versicherter only`, () => {
      for (const akteur of mitCodes) assert.deepEqual(sichtbareZugriffscodes(vorgang, akteur), vorgang.zugriffscodes);
      for (const akteur of ohne) assert.equal(sichtbareZugriffscodes(vorgang, akteur), null);
    });

  for (const vorgang of [
    zugewiesen(),
    inPruefung(),
    beschieden(),
    beschieden({ status: "ABGESCHLOSSEN" }),
    beschieden({ status: "GELOESCHT" }),
  ])
    it(`are shown to nobody in ${vorgang.status}`, () => {
      for (const akteur of [...mitCodes, ...ohne]) assert.equal(sichtbareZugriffscodes(vorgang, akteur), null);
    });
});
