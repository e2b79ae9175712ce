// What moves in an entry's form. Without it everything works: the checks then come with « Enregistrer ».
"use strict";

const form = document.querySelector("[data-entry]");

// What is typed stays in this tab until the server has kept it, whatever becomes of the session. It comes back with the
// mark of the draft that it was typed into: where somebody else has saved meanwhile, the server shows the difference.
const key = form?.dataset.entry;

function hold(names) {
  const typed = Object.fromEntries(new FormData(form));
  const held = names ? Object.fromEntries(names.map((name) => [name, typed[name]])) : typed;
  delete held.csrfmiddlewaretoken;
  sessionStorage.setItem(key, JSON.stringify(held));
}

function restore() {
  const held = Object.entries(JSON.parse(sessionStorage.getItem(key) || "{}")).filter(([name]) => form.elements[name]);
  if (held.some(([name, value]) => name !== "mark" && form.elements[name].value !== value)) {
    for (const [name, value] of held) {
      form.elements[name].value = value;
    }
    form.querySelector("[data-restored]").hidden = false;
    form.dispatchEvent(new Event("input"));
  }
}

// A page that answers « Enregistrer » with a refusal holds what was typed; htmx listens once the page is there.
document.addEventListener("DOMContentLoaded", () => {
  if (form) {
    ("restore" in form.dataset ? restore : hold)();
  }
});
form?.addEventListener("input", () => hold());
form?.querySelector("[data-drop]").addEventListener("click", () => {
  sessionStorage.removeItem(key);
  location.reload();
});
// A new mark says that the draft was kept: all but the comment, which goes with the review.
document.body.addEventListener("htmx:afterSettle", () => {
  const held = key && JSON.parse(sessionStorage.getItem(key) || "null");
  if (held?.mark && held.mark !== form.elements.mark.value && !form.classList.contains("htmx-request")) {
    hold(["comment"]);
  }
});

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
