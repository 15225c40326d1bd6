import type { OpenHours } from "../../contracts";

export const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export const hoursFields = [...days, "zone"] as const;

/** What stands in the fields of a week. */
export type HoursDraft = Readonly<Record<(typeof hoursFields)[number], string>>;

export function hoursDraftOf(hours: OpenHours | undefined): HoursDraft {
  const spans = Object.fromEntries(days.map((day) => [day, hours?.[day]?.join(", ") ?? ""]));
  return { ...(spans as Record<(typeof days)[number], string>), zone: hours?.zone ?? "" };
}

export function openHoursIn(draft: HoursDraft): OpenHours {
  const zone = draft.zone.trim();
  const spans = days.map((day) => [day, spansIn(draft[day])] as const).filter(([, each]) => each.length > 0);
  return { ...(zone !== "" && { zone }), ...Object.fromEntries(spans) };
}

/** `9:00 – 13:00, 15:00-18:00`, as people write it. What is no span stays as it is: the service says so. */
function spansIn(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((span) => span.replace(/\s*[-–—]\s*/, "-").trim())
    .filter((span) => span !== "")
    .map((span) => span.replace(/(^|-)(\d:)/g, "$10$2"));
}
