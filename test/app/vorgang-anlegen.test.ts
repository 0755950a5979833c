import assert from "node:assert/strict";
import { legeVorgangAn } from "../../src/app/vorgang-anlegen.js";
import { abgelehntSpaeter } from "../helfer/abgelehnt.js";
import { arzt, elena, fremderArzt } from "../helfer/akteure.js";
import { dienstbuehne } from "./dienste.js";

const ANFRAGE = "7a1d1c0e-0000-4000-8000-000000000001";

describe("vorgangAnlegen", () => {
  it("gives a Verordnungs-ID with its check digits under the configured flow type", async () => {
    const { vorgang, erledigt } = await legeVorgangAn(arzt(), null, dienstbuehne().dienste);
    assert.match(vorgang.id, /^169(\.[0-9]{3}){4}\.[0-9]{2}$/);
    // ISO 7064 mod 97-10: the whole number leaves the rest 1.
    assert.equal(BigInt(vorgang.id.replaceAll(".", "")) % 97n, 1n);
    assert.deepEqual(
      [erledigt.aktion, erledigt.statusVorher, erledigt.status, erledigt.version],
      ["anlegen", null, "INITIALISIERT", 1],
    );
  });

  it("repeated with its anfrageId answers with the first Vorgang and creates none", async () => {
    const b = dienstbuehne();
    const erste = await legeVorgangAn(arzt(), ANFRAGE, b.dienste);
    const zweite = await legeVorgangAn(arzt(), ANFRAGE, b.dienste);
    assert.deepEqual(zweite, erste);
    assert.deepEqual(b.verlauf, ["legeAn"]);
  });

  it("the same anfrageId of another practice is another request", async () => {
    const b = dienstbuehne();
    const eine = await legeVorgangAn(arzt(), ANFRAGE, b.dienste);
    const andere = await legeVorgangAn(fremderArzt(), ANFRAGE, b.dienste);
    assert.notEqual(andere.vorgang.id, eine.vorgang.id);
  });

  it("takes another number if one is taken", async () => {
    const b = dienstbuehne({ vergebeneIds: 2 });
    await legeVorgangAn(arzt(), null, b.dienste);
    assert.deepEqual(b.verlauf, ["legeAn"]);
  });

  it("gives up rather than search for ever", async () => {
    await assert.rejects(legeVorgangAn(arzt(), null, dienstbuehne({ vergebeneIds: 99 }).dienste));
  });

  it("is the practice's only", async () => {
    const b = dienstbuehne();
    assert.equal((await abgelehntSpaeter(() => legeVorgangAn(elena(), null, b.dienste))).code, "VERBOTEN");
    assert.deepEqual(b.verlauf, []);
  });
});
