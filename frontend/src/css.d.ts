import "react";

declare module "react" {
  interface CSSProperties {
    /** The height of a table's rows. */
    "--row"?: string;
  }
}
