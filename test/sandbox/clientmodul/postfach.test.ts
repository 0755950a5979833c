import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { Postfach } from "../../../sandbox/clientmodul/postfach.js";
import { tempOrdner } from "../../helfer/mongo.js";

/** Another session deletes a message between the listing and the reading. */
class Bewegtes extends Postfach {
  override async uids(): Promise<readonly string[]> {
    return [...(await super.uids()), "00000000000000001-weg"];
  }
}

describe("a mailbox of the sandbox", () => {
  const ordner = tempOrdner();
  after(() => rmSync(ordner, { recursive: true, force: true }));

  it("gives out what is left when another session deletes at the same time", async () => {
    const postfach = new Bewegtes(ordner, "praxis@sandbox.kim.telematik-test");
    await postfach.richteEin();
    const uid = await postfach.lege(Buffer.from("Subject: bleibt\r\n\r\n"));
    assert.deepEqual(
      (await postfach.alle()).map((eintrag) => eintrag.uid),
      [uid],
    );
  });
});
