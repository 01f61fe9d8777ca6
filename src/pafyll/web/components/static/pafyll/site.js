// Small improvements. Every page works without them.
"use strict";

document.documentElement.classList.add("p-has-scripts");

// A select marked data-submits sends its form when changed, and hides the button that does it without JavaScript.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});

// After an error the summary is where reading goes on.
const summary = document.querySelector(".p-error-summary:not([data-sample] *)");
if (summary) summary.focus();

// A part that htmx replaced keeps its new error summary in focus too.
document.addEventListener("htmx:afterSwap", (event) => {
  const found = event.target.querySelector(".p-error-summary");
  if (found) found.focus();
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

// When nothing can be saved for a while (503), the form stays as it is and the reason is told once, on top.
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status !== 503) return;
  document.getElementById("p-unsaved")?.remove();
  document.querySelector(".p-page").insertAdjacentHTML("afterbegin", event.detail.xhr.responseText);
});
document.addEventListener("htmx:afterOnLoad", (event) => {
  if (event.detail.successful) document.getElementById("p-unsaved")?.remove();
});
