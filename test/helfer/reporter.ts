import { reporters, Runner } from "mocha";
import type { MochaOptions } from "mocha";

/**
 * The spec reporter, followed by the one line that CI reads: `N passed, N failed`.
 * Mocha's own summary names pending tests and durations and changes with versions.
 */
export default class Zeilenreporter extends reporters.Spec {
  constructor(runner: Runner, options?: MochaOptions) {
    super(runner, options);
    let bestanden = 0;
    let gescheitert = 0;
    runner.on(Runner.constants.EVENT_TEST_PASS, () => bestanden++);
    runner.on(Runner.constants.EVENT_TEST_FAIL, () => gescheitert++);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      // After the parent's epilogue, which is bound to the same event but registered earlier.
      process.stdout.write(`\n${bestanden} passed, ${gescheitert} failed\n`);
    });
  }
}
