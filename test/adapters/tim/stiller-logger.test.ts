import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

const STILL = new URL("../../../src/adapters/tim/stiller-logger.js", import.meta.url).href;

/** Logs with every logger of the SDK in a process of its own, where nothing else writes. */
const laufe = (vorher: string): string => {
  const programm = `
    ${vorher}
    const { logger } = await import("matrix-js-sdk/lib/logger.js");
    await import("matrix-js-sdk");
    for (const einer of [logger, logger.getChild("Kind"), logger.getChild("Kind").getChild("Enkel"), logger.getChild("RoomStickyEvents")])
      for (const stufe of ["trace", "debug", "info", "warn", "error", "log"]) einer[stufe]?.("@elena:tim.test");`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", programm], {
    encoding: "utf8",
    cwd: import.meta.dirname,
  });
  assert.equal(status, 0, stderr);
  return stdout + stderr;
};

describe("Protokoll des Matrix-SDK", function () {
  this.timeout(30_000);

  it("ohne unser Zutun schriebe es MXIDs auf die Konsole", () => assert.match(laufe(""), /@elena/));

  it("mit unserem schreibt es nichts, auch nicht über seinen globalen Logger und dessen Kinder", () =>
    assert.equal(laufe(`await import(${JSON.stringify(STILL)});`), ""));
});
