"use strict";
(() => {
  // The page is whole without this: it finds, and copies.
  const search = document.getElementById("search");
  const find = document.getElementById("find");
  const found = document.getElementById("found");
  const main = document.getElementById("main");
  const text = (element) => element.textContent.toLowerCase();
  // A row stands with the quirks below it.
  const rows = [];
  for (const row of main.querySelectorAll("tbody > tr")) {
    if (row.id) rows.push({ parts: [row], words: text(row) });
    else rows.at(-1).parts.push(row), (rows.at(-1).words += text(row));
  }
  const calls = [...main.querySelectorAll("section.call")].map((call) => ({ call, words: text(call) }));
  const entries = [...document.querySelectorAll("#contents li")];
  const sections = [...main.querySelectorAll("section")].reverse();
  const off = (element, is) => element.classList.toggle("off", is);
  const show = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const has = (words_of) => words.every((word) => words_of.includes(word));
    let count = 0;
    for (const { call, words: of } of calls) {
      const is = has(of);
      off(call, !is);
      count += is;
    }
    for (const { parts, words: of } of rows) {
      const is_of_call = parts[0].closest("section.call");
      const is = is_of_call ? true : has(of);
      for (const part of parts) off(part, !is);
      count += is && !is_of_call;
    }
    for (const section of sections) {
      if (section.matches(".call")) continue;
      const inner = section.querySelector("section:not(.off), tbody > tr:not(.off)");
      const own = [...section.children].filter((it) => !it.matches("section, table"));
      off(section, words.length > 0 && !inner && !has(own.map(text).join(" ")));
    }
    for (const entry of entries) {
      const target = document.getElementById(entry.querySelector("a").hash.slice(1));
      off(entry, !!target && target.classList.contains("off"));
    }
    found.value = words.length ? `${count} found` : "";
  };
  let wait;
  find.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(show, 80);
  });
  search.hidden = false;
  document.addEventListener("keydown", (event) => {
    const is_typed = event.target.closest("input, textarea, select");
    if (event.key === "/" && !is_typed && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      find.focus();
    } else if (event.key === "Escape" && event.target === find) {
      find.value = "";
      show();
    }
  });
  // A link leads to what the search has hidden, too.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest(".off")) {
      find.value = "";
      show();
      target.scrollIntoView();
    }
  });
  for (const details of document.querySelectorAll(".snippets details")) {
    const pre = details.querySelector("pre");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy ${details.querySelector("summary").textContent}`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(pre.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(pre);
        button.textContent = "Selected";
      }
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
    pre.before(button);
  }
})();
