package callboard.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import java.util.Map;

/// A real browser, in which each person who looks at the dashboard has a profile of their own.
final class Browsers implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /// For a change to come to a page; on a machine that runs everything at once it may take its time.
    private static final double PATIENCE_MILLIS = 30_000;

    private final Playwright playwright;
    private final Browser browser;

    Browsers() {
        var chromium = Chromium.find();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(chromium).setArgs(FLAGS));
    }

    /// Somebody opens the dashboard at an address such as `/calls?status=waiting`.
    Dashboard open(Callboard callboard, String address) {
        return Dashboard.in(person(), callboard.dashboard().resolve(address));
    }

    /// Somebody opens the page that the API is browsed with.
    Dashboard openApi(Callboard callboard) {
        return Dashboard.in(person(), callboard.calls().resolve("/api/docs"));
    }

    private BrowserContext person() {
        return browser.newContext(
                new Browser.NewContextOptions().setLocale("en-US").setViewportSize(1600, 1000));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
