import { Link } from "wouter";
import { type PageName, pageAddress } from "./paths";

interface Props {
  /** Where it is added. */
  readonly page: PageName;
  readonly title: string;
  /** How each is called, and what it is, in a line. */
  readonly choices: readonly { readonly key: string; readonly name: string; readonly line: string }[];
}

/** Of which kind it is to be, or with what it starts. */
export function Choices({ page, title, choices }: Props) {
  // So that none is left alone in a row of its own.
  const columns = choices.length % 3 === 0 ? "sm:grid-cols-2 lg:grid-cols-3" : "sm:grid-cols-2";
  return (
    <section aria-labelledby="add" className="flex flex-col gap-3">
      <h2 id="add" className="font-semibold">
        {title}
      </h2>
      <ul className={`grid gap-3 ${columns}`}>
        {choices.map(({ key, name, line }) => (
          <li key={key}>
            <Link
              href={`${pageAddress(page)}?add=${key}`}
              className="flex h-full flex-col gap-1 rounded-xl border border-line bg-surface p-4 transition-colors hover:bg-raised"
            >
              <span className="font-semibold">{name}</span>
              <span className="text-muted">{line}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
