import { S1 } from "./s1.js";
import type { Szenario } from "./szenario.js";

/** Every scenario that can be played, by its number in fachregeln.md section 12. */
export const SZENARIEN: readonly Szenario[] = [S1];
