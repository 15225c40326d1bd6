import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { useStill } from "./use-still";

interface Item {
  readonly id: string;
  readonly state?: string;
}

function List({ items }: { items: readonly Item[] }) {
  const still = useStill(items, ({ id }) => id);
  return (
    <div ref={still.ref} data-testid="list">
      <output>{still.items.map(({ id, state = "" }) => id + state).join(" ")}</output>
      <button type="button" onClick={still.release}>
        {still.fresh}
      </button>
    </div>
  );
}

const of = (...ids: string[]): Item[] => ids.map((id) => ({ id }));
const shown = () => [screen.getByRole("status").textContent, screen.getByRole("button").textContent];

afterEach(() => scrollTo(0, 0));

test.each([
  ["the pointer on it", () => fireEvent.pointerEnter(screen.getByTestId("list")), () => fireEvent.pointerLeave(screen.getByTestId("list"))],
  ["the focus in it", () => act(() => screen.getByRole("button").focus()), () => act(() => screen.getByRole("button").blur())],
  ["its beginning scrolled away", () => scrolled(-200), () => scrolled(120)],
])("a list with %s keeps its order, updates what it shows, and counts what is new", (_, use, leave) => {
  const { rerender } = render(<List items={of("a", "b", "c")} />);
  rerender(<List items={of("b", "a", "c")} />);
  expect(shown()).toEqual(["b a c", "0"]);
  use();
  rerender(<List items={[{ id: "c", state: "!" }, { id: "new" }, { id: "b" }]} />);
  expect(shown()).toEqual(["b a c!", "1"]);
  rerender(<List items={[{ id: "newer" }, { id: "c", state: "?" }, { id: "new" }, { id: "b" }]} />);
  expect(shown()).toEqual(["b a c?", "2"]);
  leave();
  expect(shown()).toEqual(["newer c? new b", "0"]);
});

test("a list that is released takes what is new, and is held again while it is used", () => {
  const { rerender } = render(<List items={of("a")} />);
  fireEvent.pointerEnter(screen.getByTestId("list"));
  rerender(<List items={of("b", "a")} />);
  expect(shown()).toEqual(["a", "1"]);
  fireEvent.click(screen.getByRole("button"));
  expect(shown()).toEqual(["b a", "0"]);
  rerender(<List items={of("c", "b", "a")} />);
  expect(shown()).toEqual(["b a", "1"]);
});

test("a list without anything in it lets in what comes, however it is used", () => {
  const { rerender } = render(<List items={[]} />);
  fireEvent.pointerEnter(screen.getByTestId("list"));
  rerender(<List items={of("a")} />);
  expect(shown()).toEqual(["a", "0"]);
  rerender(<List items={of("b", "a")} />);
  expect(shown()).toEqual(["a", "1"]);
});

function scrolled(top: number): void {
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, top, 800, 900));
  window.scrollTo(0, 300);
  fireEvent.scroll(window);
}
