// What a ruling would change is worked out while the question is read.
(() => {
  const box = document.querySelector("#effect[data-load]");
  if (!box) return;
  const line = box.querySelector("p:last-child");
  line.textContent = "Working it out …";
  fetch(box.dataset.load, { headers: { Accept: "text/html" } })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
    .then((text) => {
      const made = new DOMParser().parseFromString(text, "text/html").querySelector("#effect");
      if (made) box.replaceChildren(...made.children);
    })
    .catch(() => {
      const link = document.createElement("a");
      link.href = box.dataset.load;
      link.textContent = "Work it out";
      line.replaceChildren("That did not work. ", link);
    });
})();
