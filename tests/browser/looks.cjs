// Shows forms on a bare page, as narrow as a telephone and as wide as a screen, with its style and without: what
// axe finds of WCAG 2.2 A and AA, how wide the page gets, how small texts to fill in are.
"use strict";
const fs = require("fs");
const puppeteer = require("puppeteer-core");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const page = (form) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Form</title></head>
<body><main><h1>Form</h1>
${form}
</main></body>
</html>`;

const look = async (browser, form, width) => {
  const tab = await browser.newPage();
  await tab.setViewport({ width, height: 900, isMobile: width < 500 });
  await tab.setContent(page(form));
  // A visitor who sends a blank form is told what is missing.
  await tab.click("button");
  await tab.evaluate(axe);
  const seen = await tab.evaluate(async (tags) => {
    const { violations } = await axe.run(document, { runOnly: tags });
    const fields = [...document.querySelectorAll("input:not([type=hidden], [type=checkbox]), select, textarea")];
    return {
      violations: violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
      width: document.documentElement.scrollWidth,
      smallest: Math.min(...fields.map((field) => parseFloat(getComputedStyle(field).fontSize))),
    };
  }, TAGS);
  await tab.close();
  return seen;
};

(async () => {
  const { chromium, forms } = JSON.parse(fs.readFileSync(0, "utf8"));
  const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
  const seen = [];
  for (const [file, form] of forms) {
    for (const width of [320, 390, 1280]) seen.push({ file, asked: width, ...(await look(browser, form, width)) });
  }
  await browser.close();
  console.log(JSON.stringify(seen));
})();
