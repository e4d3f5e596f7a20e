"use strict";
// Without this script all pages work by loading anew; with it, the journal is up to date and an answer
// appears where the form is.
const parsed = async (response) => new DOMParser().parseFromString(await response.text(), "text/html");

const live = document.getElementById("live");
if (live) {
  let isAsking = false;
  const keepUp = async () => {
    if (document.hidden || isAsking) return;
    isAsking = true;
    try {
      const response = await fetch(location.pathname);
      if (!response.ok) throw new Error(String(response.status));
      const page = await parsed(response);
      const rows = document.getElementById("journal-rows");
      const fresh = [...page.getElementById("journal-rows").children];
      // Rows that are there stay, so that what was opened stays open.
      const next = fresh.map((row) => document.getElementById(row.id) ?? row);
      if (next.length !== rows.children.length || next.some((row, at) => row !== rows.children[at])) {
        for (const row of next) row.classList.toggle("new", !row.isConnected);
        rows.replaceChildren(...next);
      }
      document.getElementById("journal-caption").textContent = page.getElementById("journal-caption").textContent;
      if (live.textContent !== "Live") live.textContent = "Live";
    } catch {
      live.textContent = "Not live: the sandbox does not answer, or the session is over.";
    } finally {
      isAsking = false;
    }
  };
  setInterval(keepUp, 1000);
  document.addEventListener("visibilitychange", keepUp);
  keepUp();
}

const form = document.getElementById("try");
if (form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      const result = (await parsed(response)).getElementById("result");
      // Whatever was refused, the page that comes says why.
      if (!result) return form.submit();
      document.getElementById("result").replaceWith(result);
      result.scrollIntoView({ block: "nearest" });
      result.focus();
    } catch {
      // It may have arrived all the same: nothing is sent twice.
      document.getElementById("result").textContent = "The sandbox does not answer.";
    } finally {
      button.disabled = false;
    }
  });
}
