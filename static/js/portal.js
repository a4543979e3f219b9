/* Makes working pages smoother; every page works whole without it. Nothing typed is kept in the browser. */
(() => {
  "use strict";
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");

  /* Counters: the server wrote the words, only the number changes. */
  const count = (box) => {
    const control = document.getElementById(box.dataset.count);
    if (!control) return;
    const used = [...control.value].length, limit = Number(box.dataset.limit);
    box.textContent = box.dataset.words.replace("{used}", grouped(used)).replace("{limit}", grouped(limit));
    box.classList.toggle("over", used > limit);
  };
  document.addEventListener("input", (event) => {
    const box = event.target.id && document.getElementById(event.target.id + "-count");
    if (box) count(box);
  });

  /* The error summary takes the focus when the page opens. */
  const summary = one("[data-focus], .summary[role=alert]");
  if (summary) summary.focus();

  /* The state of saving, in words, in the save bar. */
  const icons = { saving: "sync", saved: "check", offline: "alert", conflict: "alert", error: "alert" };
  const say = (form, state, text, link) => {
    const bar = one(".save", form);
    if (!bar) return;
    bar.dataset.state = state;
    bar.className = "save" + (state === "conflict" || state === "error" ? " " + state : "");
    const use = one("use", bar);
    if (use && icons[state]) use.setAttribute("href", use.getAttribute("href").replace(/#.*/, "#" + icons[state]));
    const words = one("span", bar);
    words.textContent = text || bar.dataset[state] || "";
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link;
      anchor.textContent = bar.dataset.compare;
      words.append(" ", anchor);
    }
  };

  /* Autosave: 1.5 s after the last key, one request at a time, the newest words last. */
  const guard = (form) => {
    const url = form.dataset.autosave;
    let dirty = false, timer = 0, running = false, again = false, stopped = false, leaving = false, wait = 4000;

    const body = () => {
      const data = new FormData(form);
      for (const [name, value] of [...data.entries()]) if (value instanceof File) data.delete(name);
      data.set("autosave", "1");
      return data;
    };
    const save = async () => {
      if (stopped || !url) return;
      if (running) { again = true; return; }
      running = true;
      dirty = false;
      say(form, "saving");
      try {
        const answer = await fetch(url, {
          method: "POST", body: body(), credentials: "same-origin", redirect: "manual",
          headers: { Accept: "application/json", "X-Requested-With": "fetch" },
        });
        if (answer.status === 503) throw new Error("busy");
        const json = (answer.headers.get("Content-Type") || "").includes("json");
        const told = json ? await answer.json() : {};
        wait = 4000;
        if (answer.ok && json) {
          const revision = one("[name=revision]", form);
          if (revision && told.revision !== undefined) revision.value = told.revision;
          say(form, dirty ? "saving" : "saved", dirty ? one(".save", form).dataset.dirty : told.saved_at_text);
        } else if (answer.status === 409) {
          dirty = stopped = true;
          say(form, "conflict", told.text, told.url);
        } else {
          dirty = true;
          const away = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
          stopped = away;
          const bar = one(".save", form);
          say(form, "error", told.text || (bar && (away ? bar.dataset.signin : bar.dataset.failed)));
        }
      } catch {
        dirty = true;
        say(form, "offline");
        timer = setTimeout(save, wait);
        wait = Math.min(wait * 2, 60000);
      }
      running = false;
      if (again) { again = false; save(); }
    };
    const typed = (event) => {
      if (event.target.type === "file") { dirty = true; return; }
      dirty = true;
      if (stopped || !url) return;
      const bar = one(".save", form);
      if (bar && bar.dataset.state !== "offline") say(form, "idle", bar.dataset.dirty);
      clearTimeout(timer);
      timer = setTimeout(save, 1500);
    };
    form.addEventListener("input", typed);
    form.addEventListener("change", typed);
    form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); });
    addEventListener("online", () => { if (dirty) save(); });
    addEventListener("beforeunload", (event) => { if (dirty && !leaving) event.preventDefault(); });
    addEventListener("pageshow", () => { leaving = false; });
  };
  all("form[data-autosave], form[data-warn]").forEach(guard);

  /* One press sends a form once; a page brought back from memory can be sent again. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.target === "_blank") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
    setTimeout(() => release(form), 8000);
  });
  const release = (form) => {
    delete form.dataset.sent;
    all("[type=submit][aria-disabled], button[aria-disabled]", form).forEach((button) => {
      if (!button.hasAttribute("aria-describedby")) button.removeAttribute("aria-disabled");
    });
  };
  addEventListener("pageshow", (event) => { if (event.persisted) all("form[data-sent]").forEach(release); });

  /* A button that is not available stays focusable and does nothing. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[aria-disabled=true]");
    if (button) event.preventDefault();
  });

  /* The office: "/" goes to the search; the box at the head of a list chooses all rows. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const search = one("#searchbar, input[type=search]");
    if (search) { event.preventDefault(); search.focus(); }
  });

  /* The office: a list that is searched by typing takes its name from the label of its field. */
  document.addEventListener("DOMContentLoaded", () => setTimeout(() => all(".select2-selection").forEach((box) => {
    const label = box.closest(".select2").previousElementSibling?.labels?.[0];
    if (!label) return;
    label.id ||= `${label.htmlFor}_label`;
    const shown = one(".select2-selection__rendered", box);
    box.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
    shown.setAttribute("aria-labelledby", label.id);
  })));

  /* Progress of a job: asked every second, then ever more seldom; the page reloads when it is finished. */
  all("progress[data-job]").forEach((bar) => {
    let pause = 1000;
    const words = one("[data-progress-words]", bar.parentElement);
    const ask = async () => {
      try {
        const answer = await fetch(bar.dataset.job, { headers: { Accept: "application/json" }, credentials: "same-origin" });
        if (!answer.ok) throw new Error(String(answer.status));
        const job = await answer.json();
        if (job.max) bar.max = job.max;
        bar.value = job.value;
        if (words && job.text && words.textContent !== job.text) words.textContent = job.text;
        if (job.finished) { location.replace(job.url || location.href); return; }
      } catch {
        pause = Math.min(pause * 2, 30000);
      }
      setTimeout(ask, pause);
      pause = Math.min(pause * 1.1, 5000);
    };
    ask();
  });
})();
