import type { Teilnehmerrolle } from "../kern/akteur.js";
import { Fachfehler } from "../kern/fehler.js";
import type { Verstoss } from "../kern/fehler.js";
import { istUhrzeit } from "../kern/kalender.js";
import { ALARME } from "./alarme.js";
import type { Alarmzeile } from "./alarme.js";
import type { Einstellungen } from "./einstellungen.js";
import { freieMinuten, istEinmalFrei } from "./ruhezeiten.js";

const HOECHSTENS_RUHEZEITEN = 14;
/** So that whatever waits is sent within a week. */
const MINDESTENS_FREI = 60;

type Regel = (einstellungen: Einstellungen, rolle: Teilnehmerrolle) => readonly Verstoss[];

const doppelte = <T>(werte: readonly T[]): readonly number[] =>
  [...werte.entries()].filter(([stelle, wert]) => werte.indexOf(wert) !== stelle).map(([stelle]) => stelle);

const kanaele: Regel = ({ kanaele: gewaehlte }, rolle) => [
  ...(gewaehlte.length > 0
    ? []
    : [
        {
          pfad: "kanaele",
          regel: "Mindestens ein Kanal wird verlangt.",
          hinweis: "Nennen Sie PORTAL, wenn Sie nur im Portal benachrichtigt werden möchten.",
        },
      ]),
  ...doppelte(gewaehlte).map((stelle) => ({
    pfad: `kanaele[${stelle}]`,
    regel: "Jeder Kanal steht höchstens einmal in der Liste.",
    hinweis: "Entfernen Sie die Wiederholung.",
  })),
  ...[...gewaehlte.entries()]
    .filter(([, kanal]) => kanal === "KIM" && rolle === "VERSICHERTER")
    .map(([stelle]) => ({
      pfad: `kanaele[${stelle}]`,
      regel: "Versicherte haben keine KIM-Adresse.",
      hinweis: "Wählen Sie PORTAL oder TIM.",
    })),
];

const informationen: Regel = ({ informationen: gewaehlte }) => [
  ...doppelte(gewaehlte).map((stelle) => ({
    pfad: `informationen[${stelle}]`,
    regel: "Jedes Ereignis steht höchstens einmal in der Liste.",
    hinweis: "Entfernen Sie die Wiederholung.",
  })),
  ...[...gewaehlte.entries()]
    .filter(([, ereignis]) => (ALARME[ereignis] as Alarmzeile).information.length === 0)
    .map(([stelle]) => ({
      pfad: `informationen[${stelle}]`,
      regel: "Über dieses Ereignis wird niemand informiert; es löst nur Alarme aus.",
      hinweis: "Entfernen Sie das Ereignis. Alarme erhalten Sie immer.",
    })),
];

const uhrzeit = (pfad: string, wert: string): readonly Verstoss[] =>
  istUhrzeit(wert)
    ? []
    : [{ pfad, regel: "Uhrzeiten reichen von 00:00 bis 23:59.", hinweis: "Geben Sie eine Uhrzeit als HH:MM an." }];

const ruhezeiten: Regel = ({ ruhezeiten: gewaehlte }) => {
  if (gewaehlte.length > HOECHSTENS_RUHEZEITEN)
    return [
      {
        pfad: "ruhezeiten",
        regel: `Höchstens ${HOECHSTENS_RUHEZEITEN} Ruhezeiten sind möglich.`,
        hinweis: "Fassen Sie Ruhezeiten zusammen, z. B. über ihre Wochentage.",
      },
    ];
  const einzelne = gewaehlte.flatMap(({ von, bis, wochentage }, stelle) => [
    ...uhrzeit(`ruhezeiten[${stelle}].von`, von),
    ...uhrzeit(`ruhezeiten[${stelle}].bis`, bis),
    ...doppelte(wochentage).map((tag) => ({
      pfad: `ruhezeiten[${stelle}].wochentage[${tag}]`,
      regel: "Jeder Wochentag steht höchstens einmal in der Liste.",
      hinweis: "Entfernen Sie die Wiederholung.",
    })),
  ]);
  if (einzelne.length > 0 || freieMinuten(gewaehlte).size >= MINDESTENS_FREI) return einzelne;
  return [
    {
      pfad: "ruhezeiten",
      regel: "Außerhalb der Ruhezeiten muss in jeder Woche mindestens eine Stunde bleiben.",
      hinweis: "Kürzen Sie die Ruhezeiten, oder wählen Sie PORTAL als einzigen Kanal.",
    },
  ];
};

const sammelzeit: Regel = (einstellungen, rolle) => {
  const { sammelzeit: gewaehlte, ruhezeiten: mit } = einstellungen;
  if (gewaehlte === null) return [];
  if (!istUhrzeit(gewaehlte)) return uhrzeit("sammelzeit", gewaehlte);
  // Said already; and no time can be looked for in quiet hours that are none.
  if (ruhezeiten(einstellungen, rolle).length > 0 || istEinmalFrei(gewaehlte, mit)) return [];
  return [
    {
      pfad: "sammelzeit",
      regel: "Die Sammelzeit liegt an jedem Tag der Woche in einer Ruhezeit.",
      hinweis: "Wählen Sie eine Uhrzeit außerhalb der Ruhezeiten, oder ändern Sie diese.",
    },
  ];
};

const REGELN: readonly Regel[] = [kanaele, informationen, ruhezeiten, sammelzeit];

/** @throws Fachfehler EINSTELLUNGEN_UNGUELTIG with every fault; paths are those of the input. */
export function pruefeEinstellungen(einstellungen: Einstellungen, rolle: Teilnehmerrolle): void {
  const verstoesse = REGELN.flatMap((regel) => regel(einstellungen, rolle));
  if (verstoesse.length > 0) throw new Fachfehler("EINSTELLUNGEN_UNGUELTIG", { verstoesse });
}
