import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { usePreferenceText, writePreference } from "./preference";

test("a choice reaches every component that uses it", () => {
  const { result } = renderHook(() => usePreferenceText("colour"));
  expect(result.current).toBeUndefined();
  act(() => writePreference("colour", "red"));
  expect(result.current).toBe("red");
  expect(localStorage.getItem("callboard.colour")).toBe("red");
});

test("a choice in another tab is noticed", () => {
  const { result } = renderHook(() => usePreferenceText("colour"));
  localStorage.setItem("callboard.colour", "blue");
  act(() => void dispatchEvent(new StorageEvent("storage", { key: "callboard.colour" })));
  expect(result.current).toBe("blue");
});

test("a choice made without observers is found", () => {
  renderHook(() => usePreferenceText("colour")).unmount();
  localStorage.setItem("callboard.colour", "green");
  expect(renderHook(() => usePreferenceText("colour")).result.current).toBe("green");
});
