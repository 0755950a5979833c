import { z } from "zod";

/** Kinds of settings that several areas have. */
export const text = z.string().trim().min(1);
export const port = z.coerce.number().int().min(1).max(65535);
export const anzahl = (kleinste: number, groesste: number) => z.coerce.number().int().min(kleinste).max(groesste);
export const schalter = z.stringbool();
export const url = z.url({ protocol: /^https?$/ });
/** Several words in one setting, separated by commas. */
export const liste = text.transform((worte) => worte.split(",").map((eines) => eines.trim()));

/** What settings of such a table give when they are read. */
export type Shapewerte<T extends z.ZodRawShape> = z.output<z.ZodObject<T>>;
