import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// On a busy machine everything takes longer.
configure({ asyncUtilTimeout: 10_000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, "", "/");
});
