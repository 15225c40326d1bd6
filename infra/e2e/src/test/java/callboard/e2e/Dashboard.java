package callboard.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;

/// One person's view of the dashboard, found by what people and screen readers find it by. Every `shows…` waits.
final class Dashboard implements AutoCloseable {

    private static final double LIVE_MILLIS = 90_000;

    private final Page page;
    private final List<String> errors = new CopyOnWriteArrayList<>();

    private Dashboard(Page page) {
        this.page = page;
    }

    static Dashboard in(BrowserContext person, URI address) {
        var dashboard = new Dashboard(person.newPage());
        dashboard.page.onPageError(dashboard.errors::add);
        dashboard.page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                dashboard.errors.add(message.text());
            }
        });
        dashboard.page.navigate(address.toString());
        return dashboard;
    }

    /// What scripts on the page threw and nobody caught, and what the page's security policy stopped.
    List<String> errors() {
        return errors;
    }

    /// Its heading is there, and what it reads has been asked for.
    Dashboard isShown() {
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1))).hasCount(1, new HasCountOptions().setTimeout(LIVE_MILLIS));
        page.waitForLoadState();
        return this;
    }

    /// The pill in the corner says that every change arrives as it happens.
    Dashboard isLive() {
        assertThat(page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("Live")))
                .isVisible(new IsVisibleOptions().setTimeout(LIVE_MILLIS));
        return this;
    }

    void noticesTheInterruption() {
        assertThat(page.getByRole(AriaRole.STATUS)).containsText(Pattern.compile("Reconnecting|Stale"));
    }

    void shows(String callId) {
        assertThat(row(callId)).isVisible();
    }

    void shows(String callId, String status) {
        assertThat(row(callId)).containsText(status);
    }

    /// Somewhere on the page, each of these.
    void says(String... words) {
        for (var word : words) {
            assertThat(page.locator("body")).containsText(word);
        }
    }

    void showsNo(String callId) {
        assertThat(row(callId)).hasCount(0);
    }

    /// The open call's history, an entry each event.
    void showsTimeline(String... entries) {
        assertThat(page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName("Timeline"))
                .getByRole(AriaRole.LISTITEM)).containsText(entries);
    }

    /// The call's alert says this too.
    void showsAlert(String callId, String words) {
        assertThat(alert(callId)).containsText(words);
    }

    /// Acknowledges the call's alert, and says who does.
    void acknowledge(String callId, String name) {
        alert(callId).getByRole(AriaRole.BUTTON).click();
        var dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Your name").fill(name);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save")).click();
    }

    private Locator alert(String callId) {
        return page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName("Breaches and warnings"))
                .getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(callId));
    }

    /// Presses one of the filter's buttons.
    void toggle(String status) {
        page.getByRole(AriaRole.SEARCH).getByRole(AriaRole.BUTTON,
                new Locator.GetByRoleOptions().setName(status).setExact(true)).click();
    }

    private Locator row(String callId) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(callId));
    }

    @Override
    public void close() {
        page.context().close();
    }
}
