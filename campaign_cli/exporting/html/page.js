"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { words, tasks, events, doers } = data;
  const find = (id) => document.getElementById(id);
  const all = (query) => [...document.querySelectorAll(query)];
  const DAY = 864e5;
  const zero = Date.parse(data.zero);
  const vietnamese = document.documentElement.lang === "vi";

  const plain = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d").replace(/\s+/g, " ").trim();
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const figure = (number) => number.toLocaleString(vietnamese ? "vi-VN" : "en-GB");
  const places = (text) =>
    text.split(" ").filter(Boolean).flatMap((range) => {
      const [first, last = first] = range.split("-").map(Number);
      return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
    });
  const shortDay = (offset) =>
    new Date(zero + offset * DAY).toLocaleDateString(vietnamese ? "vi-VN" : "en-GB",
      { day: "2-digit", month: vietnamese ? "2-digit" : "short", timeZone: "UTC" }).replace("-", "/");
  const made = (tag, more = {}) => Object.assign(document.createElement(tag), more);

  // What is ticked off: the day, by task. Pages opened from files share one store, so what is
  // kept is read again before each change, and only that change is made.
  let ticks = new Map();
  let keeps = true;
  const load = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(data.key) ?? "{}");
      ticks = new Map(Object.entries(kept).filter(([, day]) => typeof day === "string"));
    } catch {
      keeps = false;
    }
  };
  const today = () => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  };
  const tick = (places_, on) => {
    if (keeps) load();
    const day = today();
    for (const place of places_) {
      if (on) ticks.set(tasks[place][0], day);
      else ticks.delete(tasks[place][0]);
    }
    try {
      localStorage.setItem(data.key, JSON.stringify(Object.fromEntries(ticks)));
    } catch {
      keeps = false;
    }
    showTicks();
  };
  const done = (place) => ticks.has(tasks[place][0]);

  // The items of the page, with the tasks or events that each stands for.
  const items = all(".item").map((node) => ({
    node,
    events: places(node.dataset.e ?? ""),
    tasks: places(node.dataset.t ?? ""),
    box: node.querySelector(".box"),
    each: null,
    shown: [],
    text: null,
  }));
  const marked = all("[data-e]:not(.item)").map((node) => ({ node, events: places(node.dataset.e) }));
  const rows = all(".matrix tbody tr").map((node) => ({ node, ward: Number(node.dataset.w) }));
  const sections = all("main > section").filter((node) => node.querySelector(".item"));
  const loose = tasks.length + events.length ? [] : all(".rows tbody tr");
  const looseTexts = loose.map((node) => plain(node.textContent));
  const wardTexts = data.wards.map(plain);
  // What an item of several wards says of itself, without their names: those count one by one.
  const textOf = (item) => {
    if (item.text === null) {
      item.text = plain(item.node.textContent);
      const its = new Set(item.tasks.map((place) => doers[tasks[place][1]][2]));
      if (item.events.length > 1) for (const place of item.events) for (const ward of events[place][3]) its.add(ward);
      if (its.size > 1 && its.size <= 9) for (const ward of its) if (ward >= 0) item.text = item.text.replaceAll(wardTexts[ward], "");
    }
    return item.text;
  };
  const eventItem = [];
  for (const item of items) for (const place of item.events) eventItem[place] = item;

  // A task that several do has a box for each, made when it is looked at.
  const fill = (item) => {
    const several = new Set(item.tasks.map((place) => tasks[place][2])).size > 1;
    item.list.replaceChildren(...item.shown.map((place) => {
      const [, doer, due] = tasks[place];
      const box = made("input", { type: "checkbox", autocomplete: "off", checked: done(place) });
      box.dataset.t = place;
      const label = made("label");
      label.append(box, doers[doer][1] + (several ? `, ${shortDay(due)}` : ""));
      const entry = made("li");
      entry.append(label);
      return entry;
    }));
  };
  for (const item of items) {
    if (!item.tasks.length || item.node.querySelector("input")) continue;
    item.shown = item.tasks;
    item.each = made("details", { className: "each" });
    item.summary = made("summary");
    item.list = made("ul", { className: "doers" });
    item.each.append(item.summary, item.list);
    item.each.addEventListener("toggle", () => item.each.open && fill(item));
    item.node.querySelector(".what").append(item.each);
  }

  const showTicks = () => {
    for (const box of all("input[data-t]")) box.checked = places(box.dataset.t).every(done);
    for (const item of items) {
      if (!item.each) continue;
      const count = item.tasks.filter(done).length;
      item.summary.textContent = filled(words.progress, { done: figure(count), all: figure(item.tasks.length) });
      item.box?.classList.toggle("full", count === item.tasks.length);
    }
    if (find("progress")) {
      const count = tasks.filter((_, place) => done(place)).length;
      find("progress").textContent = filled(words.progress, { done: figure(count), all: figure(tasks.length) });
      find("keeping").textContent = keeps ? words.again : words.unkept;
    }
  };

  const chosen = (id) => find(id)?.value || "-1";
  const filter = (terms) => {
    const ward = Number(chosen("ward"));
    const kind = Number(chosen("kind"));
    const week = find("week")?.value ? find("week").value.split(" ").map(Number) : null;
    const open = Boolean(find("open")?.checked);
    const inTime = (first, last) => !week || (first <= week[1] && last >= week[0]);
    const hits = terms.map((term) => ({ term, wards: new Set(wardTexts.flatMap((text, place) => (text.includes(term) ? [place] : []))) }));
    const says = (text) => hits.every(({ term }) => text.includes(term));

    const own = events.map((_, place) => says(eventItem[place] ? textOf(eventItem[place]) : ""));
    const fits = events.map(([first, last, its, wards], place) =>
      inTime(first, last) && (kind < 0 || its === kind) && (ward < 0 || wards.includes(ward)) &&
      (own[place] || hits.every(({ term, wards: named }) =>
        wards.some((one) => named.has(one)) || textOf(eventItem[place]).includes(term))));

    // A single letter fits nearly everything: nothing is unfolded for it.
    const aimed = terms.length === 0 || terms.some((term) => term.length > 1);
    const counted = new Set();
    for (const item of items) {
      if (item.events.length) {
        item.node.hidden = !item.events.some((place) => fits[place]);
        continue;
      }
      if (!item.tasks.length) {
        item.node.hidden = !says(textOf(item)) || ward >= 0 || kind >= 0 || Boolean(week);
        continue;
      }
      const text = terms.length ? textOf(item) : "";
      const inItem = says(text);
      item.shown = item.tasks.filter((place) => {
        const [, doer, first, last, its] = tasks[place];
        const its_ward = doers[doer][2];
        return inTime(first, last) && (kind < 0 || its === kind) && (ward < 0 || its_ward === ward) &&
          !(open && done(place)) &&
          (inItem || hits.every(({ term, wards: named }) => named.has(its_ward) || text.includes(term)));
      });
      item.node.hidden = !item.shown.length;
      for (const place of item.shown) counted.add(place);
      if (item.each && !item.node.hidden) {
        const few = aimed && item.shown.length < item.tasks.length && item.shown.length <= 3;
        if (item.each.open || few) fill(item);
        if (few || item.opened) item.each.open = few;
        item.opened = few;
      }
    }
    for (const { node, events: its } of marked) node.hidden = !its.some((place) => fits[place]);
    const busy = new Set(events.flatMap(([, , , wards], place) => (fits[place] ? wards : [])));
    const said = new Set(events.flatMap(([, , , wards], place) => (fits[place] && own[place] ? wards : [])));
    const narrow = kind >= 0 || week;
    for (const row of rows) {
      const named = hits.every(({ wards }) => wards.has(row.ward));
      row.node.hidden = (ward >= 0 && row.ward !== ward) || (narrow && !busy.has(row.ward)) ||
        (hits.length > 0 && !named && !said.has(row.ward));
    }
    loose.forEach((node, place) => { node.hidden = !says(looseTexts[place]); });
    for (const section of sections) section.hidden = !section.querySelector(".item:not([hidden])");
    for (const names of all(".entry details")) {
      const few = ((aimed && terms.length) || ward >= 0) && names.querySelectorAll("li:not([hidden])").length <= 3;
      if (few || names.dataset.opened) names.open = few;
      if (few) names.dataset.opened = "1"; else delete names.dataset.opened;
    }
    return { events: fits.filter(Boolean).length, tasks: counted.size, rows: loose.filter((node) => !node.hidden).length };
  };

  const apply = () => {
    const phrase = plain(find("find").value);
    let shown = filter(phrase ? [phrase] : []);
    const nothing = () => !(shown.events || shown.tasks || shown.rows);
    if (nothing() && phrase.includes(" ")) shown = filter(phrase.split(" "));
    find("status").textContent = nothing() && (events.length || tasks.length || loose.length) ? words.nothing
      : loose.length ? filled(words.rows, { rows: figure(shown.rows), all_rows: figure(loose.length) })
      : filled(words.left, {
        events: figure(shown.events), all_events: figure(events.length),
        tasks: figure(shown.tasks), all_tasks: figure(tasks.length),
      });
  };

  const cell = (text) => {
    const safe = /^(?:[\t\r]|[\p{C}\p{Z}]*[=+\-@＝＋－＠﹢﹣﹦﹫])/u.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const give = () => {
    const titles = [];
    for (const item of items) {
      for (const place of item.tasks) titles[place] ??= item.node.querySelector(".title").textContent;
    }
    const lines = tasks.map(([id, doer, due], place) => {
      const [whose, name, ward] = doers[doer];
      const day = new Date(zero + due * DAY).toISOString().slice(0, 10);
      const on = ticks.get(id);
      return [id, ward < 0 ? "" : whose, ward < 0 ? whose : "", name, titles[place], day,
        on ? words.done : "", on ?? "", ...data.stamp];
    });
    const text = [data.head, ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("");
    const link = made("a", { href: URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" })), download: data.file });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 6e4);
  };

  const form = document.querySelector(".controls");
  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(apply);
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", soon);
  form.addEventListener("reset", () => setTimeout(apply));
  find("give")?.addEventListener("click", give);
  find("print").addEventListener("click", () => window.print());
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[data-t]")) tick(places(event.target.dataset.t), event.target.checked);
  });
  window.addEventListener("storage", (event) => {
    if (event.key !== data.key && event.key !== null) return;
    load();
    showTicks();
  });
  load();
  showTicks();
  apply();
})();
