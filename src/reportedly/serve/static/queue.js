// The queue goes on while it is looked at: asks every few seconds, ever more slowly, and not while the page is hidden.
(() => {
  const line = document.querySelector("[data-poll]");
  if (!line || line.dataset.atWork !== "yes") return;
  const WORDS = { waiting: "waits", reading: "is read now", done: "read", rejected: "left out" };
  let pause = 2000, left = 1500;
  const show = (told) => {
    let done = false;
    if (line.textContent !== told.said) line.textContent = told.said;
    for (const row of told.rows) {
      const tr = document.querySelector(`[data-row="${CSS.escape(row.id)}"]`);
      if (!tr) { done = true; continue; }                    // a row came in: the server draws it
      if (tr.dataset.state !== row.state && (row.state === "done" || row.state === "rejected")) done = true;
      tr.dataset.state = row.state;
      tr.cells[1].textContent = WORDS[row.state] ?? row.state;
      if (row.state === "reading") tr.cells[2].textContent = row.outcome;
    }
    return done;
  };
  const typing = () => [...document.querySelectorAll("main textarea, main input[type=file]")].some((f) => f.value);
  const ask = async () => {
    if (document.hidden || typing()) return setTimeout(ask, pause);
    try {
      const answer = await fetch(line.dataset.poll, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      if (show(await answer.json())) return location.reload();   // links to stories come from the server
      pause = Math.min(pause * 1.15, 15000);
    } catch { pause = Math.min(pause * 2, 60000); }
    if (--left > 0) setTimeout(ask, pause);
  };
  setTimeout(ask, pause);
})();
