import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { axeViolations } from "../test/axe";
import { renderApp } from "../test/render-app";

async function openSignIn() {
  const world = await renderApp("/", (api) => {
    api.tokens = ["good"];
  });
  await act(async () => world.services.session.reject(undefined));
  await screen.findByRole("heading", { level: 1, name: "Sign in" });
  return world;
}

test("without required tokens there is no sign-in", async () => {
  await renderApp("/");
  await screen.findByRole("heading", { level: 1, name: "Overview" });
  expect(screen.queryByLabelText("Viewer’s token")).toBeNull();
  expect(screen.queryByRole("button", { name: "Sign out" })).toBeNull();
});

test("a required sign-in leads to the dashboard, and sign-out back", async () => {
  const user = userEvent.setup();
  const world = await openSignIn();
  expect(screen.queryByRole("navigation")).toBeNull();
  await user.type(screen.getByLabelText("Viewer’s token"), " good {Enter}");
  await screen.findByRole("heading", { level: 1, name: "Overview" });
  expect(world.services.session.token).toBe("good");

  const reload = vi.spyOn(location, "reload").mockImplementation(() => {});
  await user.click(screen.getByRole("button", { name: "Sign out" }));
  expect(world.services.session.token).toBeUndefined();
  expect(reload).toHaveBeenCalledOnce();
});

test("a wrong token is reported, and nothing is shown", async () => {
  const user = userEvent.setup();
  await openSignIn();
  await user.type(screen.getByLabelText("Viewer’s token"), "bad{Enter}");
  await screen.findByText("This token is not valid.");
  expect(screen.getByLabelText("Viewer’s token").getAttribute("aria-invalid")).toBe("true");
  expect(sessionStorage.length).toBe(0);
});

test("an expired session says so, in both languages", async () => {
  const user = userEvent.setup();
  const world = await renderApp("/");
  await act(async () => {
    world.services.session.signIn("revoked");
    world.services.session.reject("revoked");
  });
  await screen.findByText(/no longer valid/);
  await user.click(screen.getByRole("button", { name: "Language: English" }));
  screen.getByRole("heading", { level: 1, name: "Iniciar sesión" });
  screen.getByText(/ya no es válido/);
});

test("axe finds no violation at the sign-in", async () => {
  await openSignIn();
  expect(await axeViolations()).toEqual([]);
});
