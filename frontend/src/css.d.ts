import "react";

declare module "react" {
  interface CSSProperties {
    /** The height of a table's rows. */
    "--row"?: string;
    /** The columns of a table's rows in a wide window, and in a narrower one. */
    "--wide"?: string;
    "--narrow"?: string;
  }
}
