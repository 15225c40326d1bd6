package callboard.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

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
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1)))
                .hasCount(1, new HasCountOptions().setTimeout(LIVE_MILLIS));
        page.waitForLoadState();
        return this;
    }

    /// The pill in the corner says that every change arrives as it happens.
    Dashboard isLive() {
        assertThat(page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("Live")))
                .isVisible(new IsVisibleOptions().setTimeout(LIVE_MILLIS));
        return this;
    }

    /// The wallboard says that its numbers are old, in words that readers hear.
    void saysThatItIsOld() {
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Stale since");
    }

    void saysNoLongerThatItIsOld() {
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0, new HasCountOptions().setTimeout(LIVE_MILLIS));
    }

    /// Nothing but the page is on the screen.
    void fillsTheScreen() {
        page.waitForFunction(
                "document.fullscreenElement === document.documentElement",
                null,
                new WaitForFunctionOptions().setTimeout(LIVE_MILLIS));
    }

    void noticesTheInterruption() {
        assertThat(page.getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("Reconnecting|Stale"))))
                .isVisible();
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
                        .getByRole(AriaRole.LISTITEM))
                .containsText(entries);
    }

    /// The call's alert says this too.
    void showsAlert(String callId, String words) {
        assertThat(alert(callId)).containsText(words);
    }

    /// There is none of that call, once there is one of the other.
    void showsNoAlert(String callId) {
        assertThat(alert(callId)).hasCount(0);
    }

    /// Says who looks, where that is asked.
    void signIn(String token) {
        page.getByLabel("Viewer’s token").fill(token);
        click("Sign in");
    }

    void asksWhoLooks() {
        assertThat(page.getByRole(
                        AriaRole.HEADING, new GetByRoleOptions().setLevel(1).setName("Sign in")))
                .isVisible(new IsVisibleOptions().setTimeout(LIVE_MILLIS));
    }

    /// Loads the page again.
    void reload() {
        page.reload();
    }

    /// Presses a button that saves a file, and returns it.
    Saved save(String button) throws IOException {
        var file = page.waitForDownload(new Page.WaitForDownloadOptions().setTimeout(LIVE_MILLIS), () -> click(button));
        return new Saved(file.suggestedFilename(), Files.readString(file.path()));
    }

    record Saved(String name, String content) {}

    /// Acknowledges the call's alert, and says who does.
    void acknowledge(String callId, String name) {
        alert(callId).getByRole(AriaRole.BUTTON).click();
        var dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Your name").fill(name);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
    }

    private Locator alert(String callId) {
        return page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName("Breaches and warnings"))
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText(callId));
    }

    /// Presses one of the filter's buttons.
    void toggle(String status) {
        page.getByRole(AriaRole.SEARCH)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(status).setExact(true))
                .click();
    }

    /// How many calls the whole list has, whatever part of it is drawn.
    void hasRows(int calls) {
        assertThat(page.getByRole(AriaRole.TABLE, new GetByRoleOptions().setName("Calls")))
                .hasAttribute("aria-rowcount", String.valueOf(calls + 1));
    }

    /// Scrolls to the end, again while the list grows, until this call is there.
    void scrollsTo(String callId) {
        page.waitForFunction(
                """
                callId => {
                  scrollTo(0, document.documentElement.scrollHeight);
                  return document.getElementById(`call-${callId}`) !== null;
                }""",
                callId,
                new WaitForFunctionOptions().setTimeout(LIVE_MILLIS).setPollingInterval(250));
        shows(callId);
    }

    /// Presses a button, once it can be.
    void click(String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    void pointsAt(String callId) {
        row(callId).hover();
    }

    /// At none of the page's lists.
    void pointsElsewhere() {
        page.mouse().move(1, 1);
    }

    /// Whether such words can be read at this moment.
    boolean tells(Pattern words) {
        return page.getByText(words).first().isVisible();
    }

    /// Some notice that changes by itself contains these words.
    void says(String words) {
        assertThat(page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText(words)))
                .isVisible();
    }

    /// The agent stands under this state on the agents board, or, where there are many, in a row that says so.
    void showsUnder(String state, String agentId) {
        var link = page.getByRole(
                AriaRole.LINK, new GetByRoleOptions().setName(agentId).setExact(true));
        var card = page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName(Pattern.compile("^" + state)))
                .filter(new Locator.FilterOptions().setHas(link));
        var row = page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHas(link).setHasText(state));
        assertThat(card.or(row)).isVisible();
    }

    /// The view is there, with its heading, in the light or in the dark, and nothing on it moves.
    Dashboard settledIn(ColorScheme scheme) {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1))
                .first()
                .waitFor(new Locator.WaitForOptions()
                        .setState(WaitForSelectorState.ATTACHED)
                        .setTimeout(LIVE_MILLIS));
        return this;
    }

    /// Asks the system for less motion, or no longer.
    void wantsMotion(boolean wanted) {
        page.emulateMedia(new EmulateMediaOptions()
                .setReducedMotion(wanted ? ReducedMotion.NO_PREFERENCE : ReducedMotion.REDUCE));
    }

    /// Something on the page moves by itself, or nothing does.
    void moves(boolean moving) {
        page.waitForFunction(
                "moving => (document.getAnimations().length > 0) === moving",
                moving,
                new WaitForFunctionOptions().setTimeout(LIVE_MILLIS));
    }

    /// Both charts are drawn.
    void hasCharts() {
        assertThat(page.locator("canvas")).hasCount(2, new HasCountOptions().setTimeout(LIVE_MILLIS));
    }

    /// The scripts and styles that the page has loaded.
    List<URI> loaded() {
        var names = (List<?>) page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)");
        return names.stream()
                .map(Object::toString)
                .filter(name -> name.matches(".*\\.(js|css)"))
                .distinct()
                .map(URI::create)
                .toList();
    }

    /// What axe finds against WCAG 2.2 AA, by the names of its rules.
    List<?> faults() throws IOException {
        var axe = Path.of(System.getProperty("callboard.e2e.artifacts"), "frontend/node_modules/axe-core/axe.min.js");
        page.evaluate(Files.readString(axe));
        return (List<?>) page.evaluate("""
                () => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
                  .then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`))
                """);
    }

    private Locator row(String callId) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(callId));
    }

    @Override
    public void close() {
        page.context().close();
    }
}
