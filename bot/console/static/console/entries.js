// What moves in an entry's form. Without it everything works: the checks then come with « Enregistrer ».
"use strict";

const form = document.querySelector("[data-entry]");

// An amount goes where the cursor was in the answer.
for (const button of form?.querySelectorAll("[data-insert]") || []) {
  button.addEventListener("click", () => {
    const answer = form.elements.answer;
    answer.setRangeText(button.dataset.insert, answer.selectionStart, answer.selectionEnd, "end");
    answer.focus();
    answer.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// While what was typed is being kept, a click on « Enregistrer » waits: it would look like somebody else's change.
let waiting = null;
form?.addEventListener("submit", (event) => {
  if (form.classList.contains("htmx-request")) {
    event.preventDefault();
    waiting = event.submitter;
  }
});
document.body.addEventListener("htmx:afterSettle", () => {
  if (waiting && !form.classList.contains("htmx-request")) {
    const submitter = waiting;
    waiting = null;
    form.requestSubmit(submitter);
  }
});
