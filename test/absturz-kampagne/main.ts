import { parseArgs } from "node:util";
import { raeumeKinderAuf } from "../absturz/kindprozess.js";
import { TIM_PASSWORT, timMxid } from "../../sandbox/tim/konten.js";
import { timKonfig } from "../live/tim-leser.js";
import { TimPerson } from "../live/tim-person.js";
import { Befund } from "./befund.js";
import { bringeZuEnde, toeteImmerWieder } from "./kampagne.js";
import { KimHerein } from "./kim-herein.js";
import { KimHinaus } from "./kim-hinaus.js";
import { TimHerein } from "./tim-herein.js";
import { TimHinaus } from "./tim-hinaus.js";
import { baueUmfeld } from "./umfeld.js";
import type { Umfeld } from "./umfeld.js";
import { Zufall } from "./zufall.js";

/**
 * `npm run test:absturz [-- --seed <n>] [--anzahl <kills per channel>] [--kanal KIM|TIM]`: whole gateways, killed by SIGKILL at
 * seeded random moments while they work; then everything is counted where it arrived. The last line is `N passed, N failed`.
 */
const { values } = parseArgs({
  options: { seed: { type: "string" }, anzahl: { type: "string" }, kanal: { type: "string" } },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const anzahl = Number(values.anzahl ?? 200);
/** Pieces of work of each direction in the life of one gateway. */
const JE_LEBEN = 4;

const beginn = performance.now();
const melde = (text: string): void => {
  const sekunden = Math.round((performance.now() - beginn) / 1_000);
  process.stdout.write(`${String(sekunden).padStart(5)} s  ${text}\n`);
};
const befund = new Befund(melde);

async function kim(umfeld: Umfeld): Promise<void> {
  const zufall = new Zufall(seed);
  const hinaus = new KimHinaus(umfeld, new Zufall(seed + 1));
  const umgebung = umfeld.umgebung("KIM");
  const herein = new KimHerein(umfeld, hinaus, new Zufall(seed + 4));
  const arbeit = (): Promise<number> => hinaus.auftraege.versuche();
  const strecken = [hinaus, herein];
  const plan = { anzahl, umgebung, strecken, arbeit, jeLeben: JE_LEBEN, zufall, hoechstensMs: 2_000, melde };
  await toeteImmerWieder(plan);
  await bringeZuEnde(umgebung, async (url) => [...(await hinaus.offene(url)), ...(await herein.offene())], melde);
  await hinaus.pruefe(befund, melde);
  await herein.pruefe(befund);
}

async function tim(umfeld: Umfeld): Promise<void> {
  const zufall = new Zufall(seed + 2);
  const person = await TimPerson.oeffne(timKonfig(umfeld.homeserver.url, timMxid("hand-und-herz"), TIM_PASSWORT));
  try {
    const hinaus = new TimHinaus(umfeld, person, new Zufall(seed + 3));
    const umgebung = umfeld.umgebung("TIM");
    const herein = new TimHerein(umfeld, person, new Zufall(seed + 5));
    const arbeit = (): Promise<number> => hinaus.auftraege.versuche();
    const strecken = [hinaus, herein];
    const plan = { anzahl, umgebung, strecken, arbeit, jeLeben: JE_LEBEN, zufall, hoechstensMs: 2_500, melde };
    await toeteImmerWieder(plan);
    await bringeZuEnde(umgebung, async () => [...(await hinaus.offene()), ...(await herein.offene())], melde);
    await hinaus.pruefe(befund, melde);
    await herein.pruefe(befund);
  } finally {
    await person.schliesse();
  }
}

melde(`seed ${seed}, ${anzahl} kills for each channel`);
const umfeld = await baueUmfeld(melde);
try {
  if (values.kanal !== "TIM") await kim(umfeld);
  if (values.kanal !== "KIM") await tim(umfeld);
} finally {
  await raeumeKinderAuf();
  await umfeld.schliesse();
}
process.stdout.write(`${befund.zusammenfassung()}\n`);
process.exit(befund.gescheitert === 0 ? 0 : 1);
