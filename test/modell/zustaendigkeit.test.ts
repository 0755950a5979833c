import assert from "node:assert/strict";
import { beginne, gehe, pruefeZustaendigkeit, wegVon } from "./lauf.js";
import type { Stand } from "./lauf.js";
import { ANFANG } from "./modell.js";
import type { Modell, Schritt } from "./modell.js";
import { SCHRITTE } from "./schritte.js";
import { WEGE } from "./wege.js";

/** One of each kind that the model tells apart: the others lead to the same states. */
const VERTRETEN = ["ARZT", "ELENA", "MIRIAM", "KASSE", "FREMDE_KASSE", "RENATE", "SYSTEM"];
const KURZ = SCHRITTE.filter(
  ({ wer, karte, tat }) =>
    VERTRETEN.includes(wer) &&
    (karte || (wer !== "ELENA" && wer !== "MIRIAM")) &&
    !("fehler" in tat) &&
    !("veraltet" in tat && tat.veraltet === true) &&
    // One Pflegedienst that asks is enough: whether both have doubles every state twice.
    !("fremdeLeistung" in tat && (tat.fremdeLeistung || wer === "MIRIAM")) &&
    !("unzustaendig" in tat && tat.unzustaendig && tat.kennzeichen) &&
    !("ja" in tat && tat.ja && tat.was !== "verfuegbarkeitAntworten") &&
    // One asked Pflegedienst stands for all, seen from itself and from the other one.
    !("pd" in tat && tat.was === "verfuegbarkeitAnfragen" && tat.pd === "HERZ"),
);

describe("responsibility", function () {
  this.timeout(300_000);

  it("has exactly one bearer in every reachable state, or the Vorgang is at its end", () => {
    const gesehen = new Set<string>();
    const wege = new Set<string>();
    const jeStatus = new Map<string, number>();
    const wartend: Stand[] = [beginne()];
    const name = (modell: Modell): string => JSON.stringify({ ...modell, gefragt: [] });
    gesehen.add(name(ANFANG));
    for (let stand = wartend.shift(); stand !== undefined; stand = wartend.shift()) {
      pruefeZustaendigkeit(stand);
      jeStatus.set(stand.modell.status, (jeStatus.get(stand.modell.status) ?? 0) + 1);
      for (const schritt of KURZ) {
        // The domain goes the same way, and both refuse alike what is not allowed there.
        const danach = gehe(stand, schritt);
        if (danach === stand) continue;
        if (schritt.tat.was !== "zeitVergeht") wege.add(wegVon(stand, schritt, danach));
        // Who has asked for a Folgeverordnung changes nothing but whether he may ask again.
        if (schritt.tat.was === "folgeverordnungErbitten") continue;
        if (schritt.tat.was === "unterlageHinzufuegen") {
          const weg: Schritt = { ...schritt, tat: { was: "unterlageEntfernen" } };
          wege.add(wegVon(danach, weg, gehe(danach, weg)));
          // Unterlagen decide nothing else, so states that differ in them only are one.
          continue;
        }
        // Anfragen that have ended change nobody's turn.
        if (gesehen.has(name(danach.modell))) continue;
        gesehen.add(name(danach.modell));
        wartend.push(danach);
      }
    }
    assert.equal(jeStatus.size, 8, "every status is reached");
    assert.deepEqual([...wege].sort(), [...WEGE].sort(), "exactly the ways of the Statusmodell");
  });
});
