// Every page, light and dark, narrow and wide: what axe-core finds, and what is wider than the window.
"use strict";

const fs = require("node:fs");
const { open, signIn, told, withBrowser } = require("./browser.cjs");

const { url, token, pages } = told();
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

withBrowser(async (browser) => {
  const seen = { elsewhere: [], complaints: [] };
  const found = [];
  let looks = 0;
  const page = await open(browser, url, seen);
  const look = async (name) => {
    for (const scheme of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      for (const width of [320, 1280]) {
        await page.setViewport({ width, height: 800 });
        const where = `${name}, ${scheme}, ${width} px`;
        const over = await page.evaluate(() => {
          for (const details of document.querySelectorAll("details")) details.open = true;
          return document.documentElement.scrollWidth - innerWidth;
        });
        if (over > 0) found.push(`${where}: wider than the window by ${over} px`);
        const { violations } = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), TAGS);
        for (const { id, nodes } of violations) found.push(`${where}: ${id}: ${nodes[0].html}`);
        looks += 1;
      }
    }
  };
  const all = async (paths) => {
    for (const path of paths) {
      await page.goto(url + path);
      await page.evaluate(axe);
      await look(`/${path}`);
    }
  };
  await all([""]);
  await signIn(page, url, token);
  await all(pages);
  // What comes back of a call, too.
  await page.goto(url + pages.find((path) => path.includes("/try/")));
  await page.$eval("#try > button", (button) => button.click());
  await page.waitForSelector("#result h2");
  await page.evaluate(axe);
  await look("an answer");
  return { found, looks, ...seen };
});
