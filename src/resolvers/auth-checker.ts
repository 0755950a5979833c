import type { AuthCheckerFn } from "type-graphql";
import type { Kontext } from "./kontext.js";
import { pruefeRecht } from "./rechte.js";

/**
 * The one gate: every root field names its operation in `@Authorized`. Throws itself, because type-graphql's own error
 * does not tell "not signed in" from "forbidden". With subscriptions it runs at subscribe and again at each event.
 */
export const authChecker: AuthCheckerFn<Kontext> = ({ context }, [operation = ""]) => {
  pruefeRecht(operation, context.akteur);
  context.zaehle(operation);
  return true;
};
