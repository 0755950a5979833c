import type { Testgateway } from "../helfer/gateway.js";
import * as daten from "./daten.js";
import { bisAntragspruefung, bisOffen, tue } from "./handlungen.js";
import type { Zuschauer } from "./zuschauer.js";

/**
 * Each participant was pushed its own feed and nothing else. One later event for everybody comes first: behind it nothing
 * earlier can still be on its way.
 */
export async function pruefeAbosAmEnde(gateway: Testgateway, zuschauer: Zuschauer): Promise<void> {
  for (const [versicherter, haus] of [
    ["renate", "hand-und-herz"],
    ["karl-heinz", "integral"],
  ] as const) {
    const id = await bisAntragspruefung(gateway, { versicherter, haus, blanko: false });
    await tue(gateway, "kasse", "entscheiden", { vorgangId: id, entscheidung: daten.entscheidung(false) });
  }
  for (const versicherter of ["renate", "karl-heinz", "aurelia", "rolf"] as const)
    await bisOffen(gateway, { versicherter, haus: "integral", blanko: false });
  await zuschauer.holeAuf();
  zuschauer.pruefeAbos();
}
