import type { Dictionary } from "../../i18n/en";

/** A page is known by what it is called. */
export type PageName = keyof Dictionary["settings"]["pages"];

/** The address of a page, or of one of the things that are set there. */
export function pageAddress(page: PageName, item?: string): string {
  return `/settings/${page}${item === undefined ? "" : `/${encodeURIComponent(item)}`}`;
}

/** What a page is given: the administrator's key, and what its address names. */
export interface PageProps {
  readonly adminKey: string;
  readonly item: string | undefined;
}
