// What the programs beside have in common: a browser, and somebody who signs in.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const puppeteer = require("puppeteer-core");

/** What the test says, read from the standard input. */
exports.told = () => JSON.parse(fs.readFileSync(0, "utf8"));

/** Does this with a browser, which is gone afterwards; what it gives is printed. */
exports.withBrowser = async (act) => {
  const browser = await puppeteer.launch({
    executablePath: chromium(),
    args: ["--no-sandbox"],
    // A busy machine has more patience with a browser.
    protocolTimeout: 400_000,
    timeout: 400_000,
  });
  try {
    process.stdout.write(JSON.stringify(await act(browser)));
  } finally {
    await browser.close();
  }
};

/** A page that tells what it asks of other hosts, and what the browser complains of. */
exports.open = async (browser, url, seen) => {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) seen.elsewhere.push(request.url());
  });
  page.on("console", (message) => seen.complaints.push(message.text()));
  page.on("pageerror", (error) => seen.complaints.push(error.message));
  return page;
};

/** Does this, which leads to another page. */
const leading = (page, act) => Promise.all([page.waitForNavigation(), act()]);
exports.leading = leading;

exports.signIn = async (page, url, token) => {
  await page.goto(url);
  await page.type("#token", token);
  await leading(page, () => page.click(".card button"));
};

function chromium() {
  const name = process.env.CHROMIUM || "chromium";
  const folders = name.includes("/") ? [""] : process.env.PATH.split(path.delimiter);
  const files = folders.map((folder) => path.join(folder, name));
  return files.find((file) => fs.existsSync(file)) ?? name;
}
