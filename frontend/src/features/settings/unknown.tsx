import { Compass } from "lucide-react";
import { Link } from "wouter";
import { buttonClass } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { type PageName, pageAddress } from "./paths";

interface Props {
  /** Where the others of its kind are listed, and what that page is called. */
  readonly page: PageName;
  readonly pageTitle: string;
  readonly name: string;
  /** That there is none of that name. */
  readonly title: string;
}

/** What stands at an address that names nothing. */
export function Unknown({ page, pageTitle, name, title }: Props) {
  return (
    <>
      <h1 className="sr-only">{name}</h1>
      <Notice icon={Compass} title={title}>
        <Link href={pageAddress(page)} className={buttonClass}>
          {pageTitle}
        </Link>
      </Notice>
    </>
  );
}
