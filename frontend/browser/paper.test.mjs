import { afterAll, beforeAll, expect, test } from "vitest";
import { ago, callCentre, cutOff, openStage } from "./stage.mjs";

const crisis = callCentre({
  queues: 12,
  all: { waiting: 10_001, oldestWaitingSince: ago(4_001) },
  of: (n) => ({ waiting: n, oldestWaitingSince: ago(60 + n) }),
});
const four = callCentre({ all: { waiting: 3, oldestWaitingSince: ago(20) } });
let stage;
beforeAll(async () => {
  stage = await openStage(four);
});
afterAll(() => stage.close());

/** A4 less its margins, in px as a browser prints. */
const sheets = { portrait: [718, 1047], landscape: [1047, 718] };
const pages = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;

test.each(
  ["/", "/wallboard"].flatMap((view) =>
    Object.keys(sheets).flatMap((sheet) => [four, crisis].map((answers, n) => [view, sheet, n === 0 ? "four" : "twelve", answers])),
  ),
)("%s prints whole and light in %s with %s queues", async (view, sheet, _, answers) => {
  stage.state.answers = answers;
  const page = await stage.open(view, { theme: "dark" });
  await page.getByText("Live").first().waitFor();
  if (view === "/") await page.locator("canvas").nth(1).waitFor();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const [width, height] = sheets[sheet];
  await page.setViewportSize({ width, height });
  expect(await cutOff(page)).toEqual([]);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
  if (view === "/") {
    const { reach, light } = await page
      .locator("canvas")
      .first()
      .evaluate((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        let [bright, dark] = [0, 0];
        for (let at = 0; at < data.length; at += 4) {
          if (data[at + 3] < 250) continue;
          if (data[at] + data[at + 1] + data[at + 2] > 500) bright++;
          else dark++;
        }
        const box = canvas.closest("figure").getBoundingClientRect();
        return { reach: canvas.getBoundingClientRect().bottom - box.bottom, light: bright / (bright + dark) };
      });
    // Drawn anew in the colours of the light theme, inside its frame.
    expect(light).toBeGreaterThan(0.8);
    expect(reach).toBeLessThanOrEqual(0);
  }
  const pdf = await page.pdf({
    format: "A4",
    landscape: sheet === "landscape",
    printBackground: true,
    path: process.env.PICTURES && `${process.env.PICTURES}/paper-${view.slice(1) || "overview"}-${sheet}-${_}.pdf`,
  });
  expect(pages(pdf)).toBeLessThanOrEqual(view === "/" ? 3 : 1);
  await page.context().close();
});
