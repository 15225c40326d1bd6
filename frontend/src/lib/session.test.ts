import { expect, test, vi } from "vitest";
import { createApi } from "./api";
import { ServerClock } from "./clock";
import { Session, takeToken } from "./session";

const signal = new AbortController().signal;

function apiOf(session: Session, knows: string, sent: (string | null)[] = []) {
  return createApi(
    "",
    new ServerClock(),
    (_, init) => {
      const authorization = new Headers(init?.headers).get("Authorization");
      sent.push(authorization);
      const known = authorization === `Bearer ${knows}`;
      return Promise.resolve(
        new Response(JSON.stringify(known ? [] : { code: "unauthorized", detail: "Sign in" }), { status: known ? 200 : 401 }),
      );
    },
    session,
  );
}

test("a read carries the token, and a 401 requires a sign-in", async () => {
  const session = new Session();
  const sent: (string | null)[] = [];
  const api = apiOf(session, "good", sent);
  await expect(api.queues(signal)).rejects.toThrow("Sign in");
  expect(session.state()).toEqual({ signInRequired: true, expired: false, signedIn: false });
  session.signIn("good");
  await api.queues(signal);
  expect(sent).toEqual([null, "Bearer good"]);
  expect(session.state()).toEqual({ signInRequired: false, expired: false, signedIn: true });
});

test("a token lasts as long as the tab", () => {
  new Session().signIn("kept");
  expect(new Session().token).toBe("kept");
  expect(localStorage.length).toBe(0);
  const session = new Session();
  session.signOut();
  expect(new Session().token).toBeUndefined();
});

test.each([
  ["#token=a+b%2Fc==", "a+b/c=="],
  ["#token=100%", "100%"],
  ["#token=%20", undefined],
  ["#token=", undefined],
  ["#else", undefined],
])("the address %s brings %s along, which is not seen in it any more", (hash, token) => {
  new Session().signIn("of yesterday");
  history.replaceState(null, "", `/wallboard?theme=dark${hash}`);
  const brought = takeToken();
  expect(brought).toBe(token);
  expect(location.href).not.toContain("#token=a");
  expect(location.pathname + location.search).toBe("/wallboard?theme=dark");
  expect(new Session(brought).token).toBe(token ?? "of yesterday");
  expect(new Session().token).toBe(token ?? "of yesterday");
});

test("a token that is no longer accepted is dropped", async () => {
  const session = new Session();
  session.signIn("revoked");
  await expect(apiOf(session, "another").queues(signal)).rejects.toThrow();
  expect(session.state()).toEqual({ signInRequired: true, expired: true, signedIn: false });
  expect(new Session().token).toBeUndefined();
});

test("the refusal of a token that was replaced meanwhile is ignored", () => {
  const session = new Session();
  session.signIn("new");
  session.reject("old");
  expect(session.token).toBe("new");
});

test("a browser without storage keeps the token for this page", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("denied");
  });
  const session = new Session();
  session.signIn("good");
  expect(session.token).toBe("good");
});
