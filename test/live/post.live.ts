import assert from "node:assert/strict";
import { SZENARIEN } from "../../sandbox/szenario/katalog.js";
import { spieleSzenario } from "../../sandbox/szenario/szenario.js";
import { testGateway } from "../helfer/gateway.js";
import { startePost } from "./postbuehne.js";
import type { Post } from "./postbuehne.js";

/** A scenario counts what lies in the mailboxes, so each has its own Postfix and Dovecot. */
for (const name of ["S1", "S6", "S11", "S12"])
  describe(`${name} with Postfix and Dovecot behind the Clientmodul`, function () {
    this.timeout(300_000);
    let post: Post | undefined;
    const gateway = testGateway(
      `live_post_${name}`,
      {},
      {
        fachdienst: async (adressen) => {
          post = await startePost(adressen);
          return post.fachdienst;
        },
      },
    );
    after(async () => post?.schliesse());

    it("runs, and every Alarm lies once in the mailbox of the one who is next", async () => {
      const szenario = SZENARIEN.find((eines) => eines.name === name);
      assert.ok(szenario);
      assert.deepEqual((await spieleSzenario(szenario, gateway.welt)).abweichungen, []);
    });
  });
