// Somebody walks through the sandbox, with scripts or without, and tells what there was to see.
"use strict";

const { leading, open, signIn, told, withBrowser } = require("./browser.cjs");

const { url, token, scripts } = told();

withBrowser(async (browser) => {
  const seen = { elsewhere: [], complaints: [] };
  const journal = await open(browser, url, seen);
  const page = await open(browser, url, seen);
  for (const each of [journal, page]) await each.setJavaScriptEnabled(scripts);
  const text = (selector) => page.$eval(selector, (element) => element.textContent.trim());
  const at = (path) => page.goto(`${url}sandbox/page/${path}`);

  // A field, with what was in it replaced.
  const fill = async (name, value) => {
    const field = await page.$(`[name="${name}"]`);
    await field.evaluate((element) => {
      for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
      element.value = "";
    });
    await field.type(value);
  };
  const send = async () => {
    const submit = () => page.$eval("#try > button", (button) => button.click());
    if (!scripts) await leading(page, submit);
    else {
      await page.$eval("#result", (result) => (result.dataset.old = "yes"));
      await submit();
      await page.waitForSelector("#result:not([data-old]) h2");
    }
    return text("#result");
  };
  const create = async (values) => {
    for (const [name, value] of Object.entries(values)) await fill(`key.${name}`, value);
    return send();
  };

  const facts = {};
  await signIn(page, url, token);
  await journal.goto(`${url}sandbox/page/journal`);

  await at("reference");
  await leading(page, () => page.$eval('a.try-it[href$="/create_client"]', (link) => link.click()));
  facts.tried = new URL(page.url()).pathname;

  const ann = { firstName: "Ann", lastName: "Lee", email: "ann@example.com" };
  facts.broken = await create({ ...ann, phone: "303-555-0147" });
  facts.kept = await page.$eval('[name="key.phone"]', (field) => field.value);
  facts.meaning = await text("#meaning");
  facts.created = await create({ phone: "3035550147" });

  const rows = () => journal.$$eval("#journal-rows tr", (rows) => rows.map((row) => row.innerText));
  // A tab that nobody sees asks for nothing.
  await journal.bringToFront();
  if (scripts) await journal.waitForFunction(() => document.querySelectorAll("#journal-rows tr").length === 2);
  else await journal.reload();
  facts.journal = await rows();
  facts.live = await journal.$eval("#live", (live) => live.textContent);
  await page.bringToFront();

  await at("records");
  facts.newest = await text("tbody tr");

  await at("settings");
  await leading(page, () => page.$eval("#duplicates button", (button) => button.click()));
  facts.checks = await text("#duplicates");
  await at("try/create_client");
  facts.duplicate = await create({ ...ann, phone: "3035550147" });
  facts.duplicateMeans = await text("#meaning");

  await at("settings");
  await page.$eval('[name="trouble"][value="status"]', (radio) => (radio.checked = true));
  await fill("status", "503");
  await leading(page, () => page.$eval("#faults details form button", (button) => button.click()));
  facts.faults = await text("#faults ol");
  await at("try/create_client");
  facts.failed = await send();

  await at("settings");
  await leading(page, () => page.$eval("#reset button", (button) => button.click()));
  facts.done = await text(".done");
  await at("records");
  facts.newestAfterReset = await text("tbody tr");
  await journal.reload();
  facts.journalAfterReset = (await rows()).length;

  await leading(page, () => page.$eval(".bar form button", (button) => button.click()));
  const gone = await at("records");
  facts.afterSigningOut = { status: gone.status(), text: await text("main") };
  // The other tab's session is the same one.
  seen.complaints = seen.complaints.filter((complaint) => !complaint.includes("status of 403"));
  return { ...facts, ...seen };
});
