import { Compass } from "lucide-react";
import { Link } from "wouter";
import { useText } from "../../i18n/language";
import { buttonClass } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { type PageName, pageAddress } from "./paths";

interface Props {
  /** Where the others of its kind are listed. */
  readonly page: PageName;
  readonly name: string;
  /** That there is none of that name. */
  readonly title: string;
}

/** What stands at an address that names nothing. */
export function Unknown({ page, name, title }: Props) {
  const { pages } = useText().settings;
  return (
    <>
      <h1 className="sr-only">{name}</h1>
      <Notice icon={Compass} title={title}>
        <Link href={pageAddress(page)} className={buttonClass}>
          {pages[page]}
        </Link>
      </Notice>
    </>
  );
}
