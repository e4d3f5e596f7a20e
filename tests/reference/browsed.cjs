// Opens a page of the reference in a browser, and tells what it measures and whether it can be used.
"use strict";
const fs = require("fs");
const zlib = require("zlib");
const { execFileSync } = require("child_process");
const { pathToFileURL } = require("url");
const puppeteer = require("puppeteer-core");

const AXE = require.resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const told = JSON.parse(fs.readFileSync(0, "utf8"));
const address = pathToFileURL(told.page).href;

/** A page that notes whom it asks, and what its policy forbids. */
async function open(browser, { script = true, width = 1280, scale = 1, dark = false } = {}) {
  const page = await browser.newPage();
  page.others = [];
  page.broken = [];
  page.on("request", (request) => {
    if (request.url() !== address) page.others.push(request.url());
  });
  page.on("console", (message) => page.broken.push(message.text()));
  page.on("pageerror", (error) => page.broken.push(error.message));
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height: 900, deviceScaleFactor: scale });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  await page.goto(address);
  return page;
}

/** All words of the reference itself, those in snippets too, which open without a script. */
const words = (page) =>
  page.$eval("main", (main) => {
    const copy = main.cloneNode(true);
    for (const button of copy.querySelectorAll("button")) button.remove();
    return copy.textContent.replace(/\s+/g, " ").trim().length;
  });

async function read(browser) {
  const page = await open(browser, { script: false });
  const readable = await words(page);
  // What a reader looks for with the browser's own search.
  const found = await page.evaluate((key) => window.find(key), told.key);
  const of_call = await page.evaluate(
    (call, key) => document.getElementById(`call.${call}`).textContent.includes(key),
    told.call,
    told.key,
  );
  const too_wide = [];
  const narrow = await open(browser, { script: false, width: 320 });
  const width = await narrow.evaluate(() => document.documentElement.scrollWidth);
  if (width > 320) {
    const wide = await narrow.evaluate(() =>
      [...document.querySelectorAll("body *")]
        .filter((it) => it.getBoundingClientRect().right > 320.5)
        .slice(0, 5)
        .map((it) => it.outerHTML.slice(0, 120)),
    );
    too_wide.push(width, ...wide);
  }
  const others = [...page.others, ...narrow.others];
  await page.close();
  await narrow.close();
  return { readable, found: found && of_call, too_wide, others };
}

/** Each revision, chosen with the mouse, without a script. */
async function switched(browser) {
  if (told.revisions < 2) return [];
  const page = await open(browser, { script: false });
  const choices = await page.$$eval("#revision input", (all) => all.map((it) => it.id));
  const results = [];
  for (const id of choices) {
    await page.click(`#${id}`);
    results.push(
      await page.evaluate((id, last) => {
        const which = id.replace("revision-", "");
        const at = which === "now" ? String(last) : which;
        const hidden = (it) => getComputedStyle(it).display === "none";
        const wrong = [];
        let shown = 0;
        for (const it of document.querySelectorAll("main [data-in]")) {
          const is_there = it.dataset.in.split(" ").includes(at);
          const wanted = which === "all" ? !it.classList.contains("then") : is_there;
          if (hidden(it) === wanted) wrong.push(it.outerHTML.slice(0, 120));
          shown += wanted;
        }
        for (const it of document.querySelectorAll(".told")) {
          const wanted = which === "now" || which === "all";
          if (hidden(it) === wanted) wrong.push(it.outerHTML.slice(0, 120));
        }
        return { id, wrong: wrong.slice(0, 3), shown };
      }, id, told.revisions - 1),
    );
  }
  await page.close();
  return results;
}

async function accessible(browser) {
  const looks = {};
  const broken = [];
  for (const dark of [false, true]) {
    for (const [name, width, scale] of [["1280 px", 1280, 1], ["320 px", 320, 1], ["200 %", 640, 2]]) {
      const page = await open(browser, { width, scale, dark });
      broken.push(...page.broken);
      // What looks at the page stands in no policy of its own.
      await page.setBypassCSP(true);
      await page.goto(address);
      await page.addScriptTag({ path: AXE });
      const findings = await page.evaluate(async (tags) => {
        for (const it of document.querySelectorAll("details")) it.open = true;
        const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
        return violations.map((it) => `${it.id} (${it.impact}) x ${it.nodes.length}: ${it.nodes[0].html}`);
      }, TAGS);
      looks[`${dark ? "dark" : "light"}, ${name}`] = findings;
      await page.close();
    }
  }
  return { axe: looks, broken };
}

/** With the keyboard alone. */
async function keys(browser) {
  const page = await open(browser);
  const active = () => page.evaluate(() => document.activeElement.id || document.activeElement.className);
  await page.keyboard.press("Tab");
  const on_skip = (await active()) === "skip";
  await page.keyboard.press("Enter");
  const skips = on_skip && (await active()) === "main";
  await page.keyboard.press("/");
  const slash = (await active()) === "find";
  await page.keyboard.type(told.call);
  const shown = () =>
    page.evaluate((call) => {
      const calls = [...document.querySelectorAll("section.call")];
      const seen = calls.filter((it) => it.getClientRects().length > 0);
      return { all: calls.length, seen: seen.length, has: seen.some((it) => it.id === `call.${call}`) };
    }, told.call);
  await new Promise((done) => setTimeout(done, 400));
  const some = await shown();
  await page.keyboard.press("Escape");
  const all = await shown();
  const copies = await page.evaluate(() => {
    const buttons = document.querySelectorAll(".snippets button");
    return buttons.length > 0 && buttons.length === document.querySelectorAll(".snippets pre").length;
  });
  const result = { skips, slash, finds: some.has && some.seen < some.all, clears: all.seen > some.seen, copies };
  await page.close();
  return result;
}

async function printed(browser) {
  const page = await open(browser, { script: false });
  const pdf = Buffer.from(await page.pdf({ format: "A4" })).toString("latin1");
  const paper = (pdf.match(/\/Type\s*\/Page\b/g) || []).length;
  await page.emulateMediaType("print");
  const closed_on_paper = await page.$$eval(
    ".snippets pre",
    (all) => all.filter((it) => it.closest("section").getClientRects().length && !it.getBoundingClientRect().height).length,
  );
  await page.close();
  return { paper, closed_on_paper };
}

(async () => {
  const text = fs.readFileSync(told.page);
  const browser = await puppeteer.launch({
    executablePath: execFileSync("sh", ["-c", 'command -v "$0"', told.chromium]).toString().trim(),
    args: ["--no-sandbox"],
    headless: true,
    protocolTimeout: 400000,
  });
  try {
    const plain = await read(browser);
    const with_script = await open(browser);
    const result = {
      bytes: text.length,
      gzip: zlib.gzipSync(text, { level: 9 }).length,
      ...plain,
      with_script: await words(with_script),
      others: [...plain.others, ...with_script.others],
      switch: await switched(browser),
      ...(await accessible(browser)),
      keys: await keys(browser),
      ...(await printed(browser)),
    };
    console.log(JSON.stringify(result));
  } finally {
    await browser.close();
  }
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
