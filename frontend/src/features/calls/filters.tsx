import { Plus, X } from "lucide-react";
import { memo, type ReactNode, useState } from "react";
import { useText } from "../../i18n/language";
import { statuses } from "../../lib/enum-values";
import { type CallFilter, isRestricted } from "../../lib/filter";
import { Button } from "../../ui/button";
import { StatusIcon } from "../../ui/status-badge";
import { FilterDialog } from "./filter-dialog";
import { type FilterName, useFilterWords } from "./filter-words";
import { SearchField } from "./search-field";
import { unrestricted } from "./unrestricted";

export interface FilterProps {
  readonly filter: CallFilter;
  change(changes: Partial<CallFilter>, replace?: boolean): void;
}

/** The filters of the list in one line: what is searched, the statuses, and a chip for every other one. Their state is the URL. */
export const Filters = memo(function Filters({ filter, change }: FilterProps) {
  const text = useText();
  const words = useFilterWords(filter);
  const [editing, setEditing] = useState<FilterName | "all">();
  const chosen = words.length + (filter.status.length > 0 ? 1 : 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is newer than the browsers that are served
    <div role="search" aria-label={text.calls.filters} className="flex flex-wrap items-center gap-2 xl:flex-nowrap print:hidden">
      <SearchField q={filter.q} change={change} />
      <fieldset className="flex shrink-0 gap-1 max-sm:hidden" aria-label={text.calls.status}>
        {statuses.map((status) => {
          const pressed = filter.status.includes(status);
          const toggled = pressed ? filter.status.filter((other) => other !== status) : [...filter.status, status];
          return (
            <button
              key={status}
              type="button"
              aria-pressed={pressed}
              onClick={() => change({ status: toggled })}
              className={`${chip} px-2.5 py-1.5 transition-colors ${pressed ? on : "border-edge bg-surface hover:bg-raised"}`}
            >
              <StatusIcon status={status} />
              {text.status[status]}
            </button>
          );
        })}
      </fieldset>
      <Button aria-haspopup="dialog" onClick={() => setEditing("all")} className="shrink-0 border-edge!">
        <Plus aria-hidden className="size-4" />
        {text.calls.addFilter}
        {chosen > 0 && (
          <span aria-hidden className="tabular-nums sm:hidden">
            {chosen}
          </span>
        )}
      </Button>
      {words.map(({ name, label, value, without }) => (
        <Chip
          key={name}
          label={label}
          edit={() => setEditing(name)}
          remove={() => change(without)}
          removeLabel={text.calls.removeFilter(label)}
        >
          {value}
        </Chip>
      ))}
      {isRestricted(filter) && (
        <Button
          onClick={() => change(unrestricted)}
          className="shrink-0 border-transparent! bg-transparent! px-2 text-muted! max-sm:hidden"
        >
          {text.calls.clear}
        </Button>
      )}
      {editing !== undefined && (
        <FilterDialog
          filter={filter}
          change={change}
          begin={editing === "all" ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </div>
  );
});

const chip = "inline-flex items-center gap-1.5 rounded-lg border pointer-coarse:min-h-10";
const on = "border-accent bg-accent-soft font-medium text-accent";

interface ChipProps {
  readonly label: string;
  readonly removeLabel: string;
  readonly children: ReactNode;
  edit(): void;
  remove(): void;
}

/** A filter that is set: a click changes it, its cross removes it. */
function Chip({ label, removeLabel, children, edit, remove }: ChipProps) {
  return (
    <span className={`${chip} ${on} max-w-full min-w-20 sm:max-w-80`}>
      <button type="button" aria-haspopup="dialog" onClick={edit} className="min-w-0 truncate py-1.5 pl-2.5 pointer-coarse:min-h-10">
        <span className="font-normal">{label}:</span> {children}
      </button>
      <button
        type="button"
        aria-label={removeLabel}
        title={removeLabel}
        onClick={remove}
        className="inline-flex shrink-0 items-center justify-center self-stretch rounded-r-lg pr-2 pl-1 pointer-coarse:min-w-10"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
