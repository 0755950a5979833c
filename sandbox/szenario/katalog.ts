import { S1 } from "./s1.js";
import { S2 } from "./s2.js";
import { S3 } from "./s3.js";
import { S4 } from "./s4.js";
import { S5 } from "./s5.js";
import { S6 } from "./s6.js";
import { S7 } from "./s7.js";
import { S8 } from "./s8.js";
import { S10 } from "./s10.js";
import { S11 } from "./s11.js";
import { S12 } from "./s12.js";
import { S13 } from "./s13.js";
import { S14 } from "./s14.js";
import { S15 } from "./s15.js";
import { S16 } from "./s16.js";
import type { Szenario } from "./szenario.js";

/** Every scenario that can be played, by its number in fachregeln.md section 12. */
export const SZENARIEN: readonly Szenario[] = [S1, S2, S3, S4, S5, S6, S7, S8, S10, S11, S12, S13, S14, S15, S16];
