import assert from "node:assert/strict";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Akteur } from "../../src/domain/kern/akteur.js";
import { inPruefung, offen, verordnung, VERORDNUNGS_ID } from "../domain/hkp/vorgaenge.js";
import { arzt, AURELIA, elena, FREMDE_PRAXIS, kasse, RENATE, renate, vertreterin } from "../helfer/akteure.js";
import { einTestserver } from "./helfer/ein-testserver.js";

/* All Verordnungen of one person: Arzt 9 of chapter 6.1.4, P1.2.2 for the Kostenträger, the Versicherter's own. */
const FOLGE = "169.000.000.000.002.59";
const FREMD = "169.000.000.000.003.56";
const WEG = "169.000.000.000.004.53";
const ANDERE = "169.000.000.000.005.50";

const VORGAENGE: readonly Vorgang[] = [
  inPruefung(),
  offen(
    { id: FOLGE },
    verordnung({
      verordnungsId: FOLGE,
      art: "FOLGEVERORDNUNG",
      verordnungsdatum: "2026-03-27",
      verordnungszeitraum: { von: "2026-03-30", bis: "2026-04-26" },
    }),
  ),
  offen({ id: FREMD, verordnender: FREMDE_PRAXIS, kostentraegerHatZugriff: true }),
  offen({ id: WEG, status: "GELOESCHT", datensaetze: [], zugriffscodes: null }),
  offen({ id: ANDERE, versicherter: AURELIA }),
];

describe("overview per Versicherter", () => {
  const api = einTestserver();
  beforeEach(() => {
    api.server.speicher.vorgaenge.clear();
    api.server.speicher.einsichten.splice(0);
    for (const vorgang of VORGAENGE) api.server.speicher.vorgaenge.set(vorgang.id, vorgang);
  });

  interface Liste {
    readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> & { readonly id: string } }[];
  }
  async function frage(akteur: Akteur, operation: string, auswahl = "id", kvnr = RENATE.kennung) {
    const query = `query($kvnr: String!) { ${operation}(versicherter: $kvnr) { edges { node { ${auswahl} } } } }`;
    const { data, errors } = await api.server.als(akteur)(query, { kvnr });
    assert.equal(errors, undefined);
    const liste = data?.[operation] as Liste | undefined;
    return (liste?.edges ?? []).map(({ node }) => node);
  }
  const ids = (knoten: Awaited<ReturnType<typeof frage>>): readonly string[] => knoten.map(({ id }) => id).sort();
  const eingesehen = (): readonly string[] => api.server.speicher.einsichten.map(({ vorgangId }) => vorgangId).sort();

  /** By hand: who takes part in which of Renate's. */
  const SIEHT: readonly (readonly [string, Akteur, readonly string[]])[] = [
    ["the Praxis its own", arzt(), [VERORDNUNGS_ID, FOLGE, WEG]],
    ["the Kostenträger all that it may access, of whatever Praxis", kasse(), [VERORDNUNGS_ID, FREMD]],
    ["the Versicherter all", renate(), [VERORDNUNGS_ID, FOLGE, FREMD, WEG]],
    ["who represents the Versicherter all", vertreterin(), [VERORDNUNGS_ID, FOLGE, FREMD, WEG]],
  ];
  for (const [titel, akteur, erwartet] of SIEHT)
    it(`shows ${titel}, and each with its contents is an Einsicht; a deleted one has none`, async () => {
      assert.deepEqual(ids(await frage(akteur, "arbeitsliste")), [...erwartet].sort());
      assert.deepEqual(eingesehen(), [], "heads are no Einsicht");
      assert.deepEqual(ids(await frage(akteur, "verordnungsuebersicht")), [...erwartet].sort());
      assert.deepEqual(eingesehen(), erwartet.filter((id) => id !== WEG).sort());
      const [erster] = api.server.speicher.einsichten;
      assert.equal(erster?.eintrag.wer.name, akteur.name);
      assert.equal(erster?.eintrag.aktion, "einsehen");
    });

  it("nobody finds a person by the KVNR alone", async () => {
    assert.deepEqual(await frage(kasse(), "verordnungsuebersicht", "id", AURELIA.kennung), []);
    assert.deepEqual(await frage(renate(), "verordnungsuebersicht", "id", AURELIA.kennung), []);
    assert.deepEqual(eingesehen(), []);
  });

  it("heads say what kind of Verordnung it is, when issued and for which period", async () => {
    const kopf = "id status verordnungsart verordnungsdatum verordnungszeitraum { von bis }";
    const alle = await frage(arzt(), "arbeitsliste", kopf);
    assert.deepEqual(
      alle.find(({ id }) => id === FOLGE),
      {
        id: FOLGE,
        status: "OFFEN",
        verordnungsart: "FOLGEVERORDNUNG",
        verordnungsdatum: "2026-03-27",
        verordnungszeitraum: { von: "2026-03-30", bis: "2026-04-26" },
      },
    );
    assert.deepEqual(
      alle.find(({ id }) => id === WEG),
      { id: WEG, status: "GELOESCHT", verordnungsart: null, verordnungsdatum: null, verordnungszeitraum: null },
    );
  });

  it("with the contents: what was prescribed, within the reader's rights", async () => {
    const auswahl =
      "id verordnung { inhalt { art leistungen { nummer } } } angaben { version } blankoverordnung { version }";
    const beiKasse = (await frage(kasse(), "verordnungsuebersicht", auswahl)).find(({ id }) => id === VERORDNUNGS_ID);
    assert.deepEqual(beiKasse, {
      id: VERORDNUNGS_ID,
      verordnung: { inhalt: { art: "ERSTVERORDNUNG", leistungen: [{ nummer: "26" }, { nummer: "12" }] } },
      angaben: { version: 1 },
      blankoverordnung: { version: 1 },
    });
  });

  it("without a KVNR the work list is as ever", async () => {
    const { data } = await api.server.als(elena())("{ arbeitsliste { edges { node { id } } } }");
    assert.deepEqual(data, { arbeitsliste: { edges: [{ node: { id: VERORDNUNGS_ID } }] } });
  });
});
