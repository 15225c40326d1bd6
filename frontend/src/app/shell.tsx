import { Headset, History, LogOut, Settings, Tv } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Link, useLocation, useRoute } from "wouter";
import { KeyboardSheet } from "../features/keyboard/keyboard-sheet";
import { ThemeSwitch } from "../features/theme/theme-switch";
import { useText } from "../i18n/language";
import { useOpenBreaches } from "../lib/alert-queries";
import { useConnection, useServices } from "../lib/services";
import { useSession } from "../lib/session";
import { ConnectionPill } from "./connection-pill";
import { LanguageSwitch } from "./language-switch";

/** Larger counts are abbreviated. */
const MOST_COUNTED = 999;

/** The frame around every view. */
export function Shell({ children }: { children: ReactNode }) {
  const text = useText();
  const open = useOpenBreaches()?.total ?? 0;
  const nav = useRef<HTMLElement>(null);
  const [path] = useLocation();
  // On a phone not all of them are in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path is another link
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [path]);
  const [replaying] = useRoute("/replay");
  const [me] = useRoute("/me");
  const [setting] = useRoute("/settings/:page?/:item?");
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only rounded-lg bg-surface px-3 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50"
      >
        {text.nav.skip}
      </a>
      <header className="sticky top-0 z-30 border-b print:hidden border-line bg-surface">
        <div className="mx-auto flex max-w-[120rem] flex-wrap items-center gap-x-4 px-3 sm:px-5 lg:h-14 lg:flex-nowrap">
          <Link href="/" aria-label={text.nav.home} className="flex shrink-0 items-center gap-2 py-2.5 font-semibold tracking-tight">
            <img src="/icon.svg" alt="" className="size-6" />
            <span className="max-sm:sr-only">Callboard</span>
          </Link>
          <nav
            ref={nav}
            aria-label={text.nav.main}
            className="order-last flex w-full gap-1 overflow-x-auto [scrollbar-width:none] lg:order-none lg:w-auto lg:self-stretch"
          >
            <NavLink href="/">{text.nav.overview}</NavLink>
            <NavLink href="/calls" pattern="/calls/:id?">
              {text.nav.calls}
            </NavLink>
            <NavLink href="/agents">{text.nav.agents}</NavLink>
            <NavLink href="/alerts">
              {text.nav.alerts}
              {open > 0 && (
                <>
                  <span aria-hidden className="ml-1.5 rounded-full bg-over-soft px-1.5 text-xs font-semibold text-over tabular-nums">
                    {open > MOST_COUNTED ? `${MOST_COUNTED}+` : open}
                  </span>
                  <span className="sr-only">{text.nav.openBreaches(open)}</span>
                </>
              )}
            </NavLink>
            <NavLink href="/callbacks">{text.nav.callbacks}</NavLink>
            <NavLink href="/reports">{text.nav.reports}</NavLink>
          </nav>
          <div className="ml-auto flex items-center gap-1.5">
            {!replaying && <ConnectionPill />}
            <Link
              href="/me"
              aria-label={text.me.title}
              aria-current={me ? "page" : undefined}
              title={text.me.title}
              className="rounded-lg p-2 text-muted transition-colors hover:bg-raised hover:text-ink aria-[current]:text-accent"
            >
              <Headset aria-hidden className="size-4" />
            </Link>
            <Link
              href="/replay"
              aria-label={text.replay.title}
              aria-current={replaying ? "page" : undefined}
              title={text.replay.open}
              className="rounded-lg p-2 text-muted transition-colors hover:bg-raised hover:text-ink aria-[current]:text-accent"
            >
              <History aria-hidden className="size-4" />
            </Link>
            <Link
              href="/settings/connections"
              aria-label={text.settings.title}
              aria-current={setting ? "page" : undefined}
              title={text.settings.open}
              className="rounded-lg p-2 text-muted transition-colors hover:bg-raised hover:text-ink aria-[current]:text-accent"
            >
              <Settings aria-hidden className="size-4" />
            </Link>
            <KeyboardSheet />
            <Link
              href="/wallboard"
              aria-label={text.wallboard.title}
              title={text.wallboard.title}
              className="rounded-lg p-2 text-muted transition-colors hover:bg-raised hover:text-ink max-sm:hidden"
            >
              <Tv aria-hidden className="size-4" />
            </Link>
            <LanguageSwitch />
            <ThemeSwitch />
            <SignOut />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-[120rem] flex-1 p-3 outline-none sm:p-5">
        <Current past={replaying}>{children}</Current>
      </main>
    </div>
  );
}

/** What is shown, faded while it is out of date: a bright number is taken for a true one. What is past stays true. */
function Current({ past, children }: { past: boolean; children: ReactNode }) {
  const { phase } = useConnection();
  const stale = phase === "stale" && !past;
  return <div className={`transition-[opacity,filter] duration-300 ${stale ? "opacity-60 grayscale" : ""}`}>{children}</div>;
}

function NavLink({ href, pattern = href, children }: { href: string; pattern?: string; children: ReactNode }) {
  const [here] = useRoute(pattern);
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className={`flex shrink-0 items-center border-b-2 px-2 py-2 font-medium sm:px-3 transition-colors ${
        here ? "border-accent text-ink" : "border-transparent text-muted hover:text-ink"
      }`}
    >
      {children}
    </Link>
  );
}

/** Only after a sign-in. */
function SignOut() {
  const text = useText();
  const { session, signOut } = useServices();
  if (!useSession(session).signedIn) return null;
  return (
    <button
      type="button"
      title={text.session.signOut}
      aria-label={text.session.signOut}
      onClick={signOut}
      className="rounded-lg p-2 text-muted transition-colors hover:bg-raised hover:text-ink"
    >
      <LogOut aria-hidden className="size-4" />
    </button>
  );
}
