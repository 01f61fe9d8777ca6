// The ranking page: moving rows at once, with the sums that follow. Without this file the buttons and numbers do the same.
"use strict";
(() => {
  const form = document.getElementById("ranking");
  const list = document.getElementById("ranked");
  if (!form || !list || !list.querySelector(".p-ranking__move")) return;
  const state = document.getElementById("ranking-state");
  const limitRow = document.getElementById("ranking-limit");
  const shown = new Intl.NumberFormat("nb-NO");
  const rows = () => [...list.querySelectorAll(".p-ranking__row")];
  const field = (row) => row.querySelector(".p-ranking__number");
  const limit = (code) => {
    const item = document.querySelector(`#used [data-code="${code}"]`);
    return item && item.dataset.limit !== undefined ? Number(item.dataset.limit) : Infinity;
  };
  const limits = { quota: limit("quota"), autumn: limit("autumn"), spring: limit("spring") };
  let isChanged = false;

  // Numbers, sums so far, and the line where the frame is spent. An emptied number stays empty: it is taken out on save.
  function settle() {
    const sum = { quota: 0, autumn: 0, spring: 0 };
    let isOver = false;
    for (const row of rows()) {
      if (field(row).value.trim() === "") continue;
      sum.quota += 1;
      sum.autumn += Number(row.dataset.autumn);
      sum.spring += Number(row.dataset.spring);
      field(row).value = sum.quota;
      row.querySelector(".p-ranking__autumn").textContent = shown.format(sum.autumn);
      row.querySelector(".p-ranking__spring").textContent = shown.format(sum.spring);
      const broken = Object.keys(limits).filter((code) => sum[code] > limits[code]);
      row.classList.toggle("p-ranking__row--over", broken.length > 0);
      if (broken.length && !isOver) drawLimit(row, broken);
      isOver = isOver || broken.length > 0;
    }
    if (limitRow) limitRow.hidden = !isOver;
  }

  function drawLimit(row, broken) {
    if (!limitRow) return;
    row.before(limitRow);
    for (const text of limitRow.querySelectorAll("[data-code]")) text.hidden = !broken.includes(text.dataset.code);
  }

  function changed(row) {
    settle();
    isChanged = true;
    const place = field(row).value;
    const said = form.dataset.announce.replace("{name}", row.dataset.name).replace("{place}", place).replace("{count}", rows().length);
    state.textContent = `${said} ${form.dataset.unsaved}`;
  }

  function moveTo(row, place) {
    const others = rows().filter((one) => one !== row);
    const next = others[Math.max(place, 1) - 1];
    if (next) next.before(row);
    else others[others.length - 1].after(row);
    changed(row);
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest(".p-ranking__move");
    if (!button) return;
    event.preventDefault();
    const row = button.closest(".p-ranking__row");
    const place = rows().indexOf(row) + 1 + (button.value.startsWith("up:") ? -1 : 1);
    if (place < 1 || place > rows().length) return;
    moveTo(row, place);
    button.focus();
    row.scrollIntoView({ block: "nearest" });
  });

  list.addEventListener("change", (event) => {
    if (!event.target.matches(".p-ranking__number")) return;
    const row = event.target.closest(".p-ranking__row");
    const place = Number.parseInt(event.target.value, 10);
    if (Number.isNaN(place)) { changed(row); return; }
    const hadFocus = document.activeElement === event.target;
    moveTo(row, place);
    if (hadFocus) event.target.focus();
  });

  // Dragging by a handle; the handle is for pointers only, so it is hidden from the keyboard and screen readers.
  for (const row of rows()) {
    const handle = document.createElement("span");
    handle.className = "p-ranking__handle";
    handle.setAttribute("aria-hidden", "true");
    handle.title = form.dataset.drag;
    handle.textContent = "⠿";
    row.querySelector(".p-ranking__place").prepend(handle);
  }
  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".p-ranking__handle");
    if (!handle || event.button !== 0) return;
    event.preventDefault();
    const row = handle.closest(".p-ranking__row");
    row.classList.add("p-ranking__row--dragged");
    const follow = (move) => {
      if (move.clientY < 80) window.scrollBy(0, -16);
      if (move.clientY > window.innerHeight - 120) window.scrollBy(0, 16);
      const over = document.elementFromPoint(row.getBoundingClientRect().left + 40, move.clientY);
      const target = over && over.closest(".p-ranking__row");
      if (!target || target === row || target.parentElement !== list) return;
      const box = target.getBoundingClientRect();
      target[move.clientY < box.top + box.height / 2 ? "before" : "after"](row);
    };
    const drop = () => {
      document.removeEventListener("pointermove", follow);
      document.removeEventListener("pointerup", drop);
      document.removeEventListener("pointercancel", drop);
      row.classList.remove("p-ranking__row--dragged");
      changed(row);
    };
    // On the document: a row that moves in the page loses a pointer that it has captured.
    document.addEventListener("pointermove", follow);
    document.addEventListener("pointerup", drop);
    document.addEventListener("pointercancel", drop);
  });

  form.addEventListener("submit", () => { isChanged = false; });
  window.addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
})();
