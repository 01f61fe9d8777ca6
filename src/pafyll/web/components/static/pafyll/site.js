// Small improvements. Every page works without them.
"use strict";

document.documentElement.classList.add("p-has-scripts");

// On a narrow screen the menus are folded away; a wide one has room for them.
const menus = document.querySelector(".p-menus");
const narrow = matchMedia("(max-width: 39.99rem)");
const fold = () => { if (menus) menus.open = !narrow.matches; };
fold();
narrow.addEventListener("change", fold);

// A select marked data-submits sends its form when changed, and hides the button that does it without JavaScript.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});

// After an error the summary is where reading goes on.
const summary = document.querySelector(".p-error-summary:not([data-sample] *)");
if (summary) summary.focus();

// A part that htmx replaces keeps the focus: in its new error summary, else on the same control, else on the part itself.
const sign = (one) => [one.localName, one.id, one.name, one.type === "submit" ? one.value : "", one.getAttribute("href"), one.getAttribute("aria-label") || one.textContent.trim()].join("|");
let held = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const at = document.activeElement;
  held = at !== event.detail.target && event.detail.target.contains(at) ? sign(at) : null;
});
document.addEventListener("htmx:afterSwap", (event) => {
  const part = event.target;
  const found = part.querySelector(".p-error-summary");
  if (found) found.focus();
  if (found || held === null || document.activeElement !== document.body) return;
  const controls = [...part.querySelectorAll("a[href], button, input, select, textarea, summary")];
  const same = controls.find((one) => sign(one) === held);
  if (!same) part.tabIndex = -1;
  (same || part).focus({ preventScroll: Boolean(same) });
  held = null;
});

// A form that has been sent is not sent twice by an impatient press.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// htmx shows an answer that carries errors (422) or a conflict (409) as well.
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([409, 422].includes(event.detail.xhr.status)) event.detail.shouldSwap = true;
});

// The warning that the log-in ends comes while there is time to stay; the seconds are counted here, by no clock.
function warnInTime() {
  const warning = document.getElementById("p-session");
  if (warning && warning.hidden) setTimeout(() => { warning.hidden = false; }, Number(warning.dataset.hiddenSeconds) * 1000);
}
warnInTime();
document.addEventListener("htmx:afterSwap", warnInTime);

// When nothing can be saved for a while (503), the form stays as it is and the reason is told once, on top.
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status !== 503) return;
  document.getElementById("p-unsaved")?.remove();
  document.querySelector(".p-page").insertAdjacentHTML("afterbegin", event.detail.xhr.responseText);
});
document.addEventListener("htmx:afterOnLoad", (event) => {
  if (event.detail.successful) document.getElementById("p-unsaved")?.remove();
});
