// Stand-in until the rules of the data sets are merged.
import type { Verstoss } from "../../kern/fehler.js";
export const pruefeVerordnung = (..._: readonly unknown[]): readonly Verstoss[] => [];
export const pruefeBlankoverordnung = (..._: readonly unknown[]): readonly Verstoss[] => [];
export const pruefeAngaben = (..._: readonly unknown[]): readonly Verstoss[] => [];
export const pruefeEntscheidung = (..._: readonly unknown[]): readonly Verstoss[] => [];
