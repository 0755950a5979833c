import { logger } from "matrix-js-sdk/lib/logger.js";
import type { Logger } from "matrix-js-sdk/lib/logger.js";

const nichts = (): void => undefined;

/** The SDK logs MXIDs, room ids and keys' states: personal data that must not reach a log. What fails is thrown or in a verdict. */
export const still: Logger = {
  trace: nichts,
  debug: nichts,
  info: nichts,
  warn: nichts,
  error: nichts,
  getChild: () => still,
};

/** The part of `loglevel` that the SDK's own logger has, and its type hides. */
interface Loglevel {
  methodFactory: () => () => void;
  rebuild(): void;
  getChild(name: string): Loglevel;
}

/**
 * Half of the SDK ignores the client's logger and takes this one, which writes to the console. Its later children have its
 * methods; those made while the SDK is loaded are named.
 */
const global = logger as unknown as Loglevel;
for (const einer of [global, global.getChild("RoomStickyEvents")]) {
  einer.methodFactory = () => nichts;
  einer.rebuild();
}
