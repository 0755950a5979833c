/**
 * A stand-in for the gateway process, to be killed: `node datenbank-kind.js <data folder> <mongod>` starts the embedded database,
 * prints `bereit <uri>`, and lives until it is ended. On SIGTERM it stops the database like the gateway.
 */
import { startEingebetteteDatenbank } from "../../src/store/mongod/eingebettet.js";

const [, , datenVerzeichnis = "", binary] = process.argv;
const melde = (text: string): void => void process.stdout.write(`meldung ${text}\n`);
const wach = setInterval(() => undefined, 60_000);
try {
  const datenbank = await startEingebetteteDatenbank({ datenVerzeichnis, binary, melde });
  process.once("SIGTERM", () => {
    clearInterval(wach);
    void datenbank.stoppe();
  });
  process.stdout.write(`bereit ${datenbank.uri}\n`);
} catch (fehler) {
  clearInterval(wach);
  process.stdout.write(`fehler ${(fehler as { code?: string }).code}\n`);
}
