// What moves in the console. Words are in the pages; nothing here is needed to read or answer, but live news is.
"use strict";

// An entry whose form was kept is no longer held by this tab (entries.js).
if (location.hash.startsWith("#done-entry:")) {
  sessionStorage.removeItem(location.hash.slice("#done-".length));
  history.replaceState(null, "", location.pathname);
}

// A reply that is being typed stays in this tab until it has gone out, whatever becomes of the session.
for (const form of document.querySelectorAll("form[data-keep]")) {
  const field = form.querySelector("textarea");
  const key = form.dataset.keep;
  if (location.hash === "#done-" + key.split(":")[0]) {
    sessionStorage.removeItem(key);
    history.replaceState(null, "", location.pathname);
  }
  const kept = sessionStorage.getItem(key);
  if (kept && !field.value) {
    field.value = kept;
  }
  field.addEventListener("input", () => sessionStorage.setItem(key, field.value));
  field.addEventListener("input", () => field.removeAttribute("aria-invalid"));
}

// The alert for somebody in distress: heard by who asked for it, on every page of the tab until they are tired of it.
// A browser lets nothing sound before a gesture on the page: until then the tones wait.
const sound = document.querySelector("[data-sound]");
let context = null;

function isHeard() {
  return sessionStorage.getItem("sound") === "on";
}

function beep() {
  context = context || new AudioContext();
  context.resume();
  for (const [start, pitch] of [[0, 660], [0.25, 880], [0.5, 660]]) {
    const tone = new OscillatorNode(context, { frequency: pitch });
    const volume = new GainNode(context, { gain: 0.2 });
    tone.connect(volume).connect(context.destination);
    tone.start(context.currentTime + start);
    tone.stop(context.currentTime + start + 0.2);
  }
}

if (sound) {
  sound.setAttribute("aria-pressed", String(isHeard()));
  sound.addEventListener("click", () => {
    sessionStorage.setItem("sound", isHeard() ? "off" : "on");
    sound.setAttribute("aria-pressed", String(isHeard()));
    if (isHeard()) {
      beep();
    }
  });
}

function distress() {
  return Number(document.getElementById("distress")?.dataset.count || 0);
}

const title = document.title;
let alarms = distress();

function mark() {
  document.title = distress() ? "(" + distress() + ") " + title : title;
}

// Live news replace the list: the focus stays on the case that had it.
let focused = null;
document.body.addEventListener("htmx:beforeSwap", () => {
  focused = document.activeElement?.closest(".case")?.id;
});
document.body.addEventListener("htmx:afterSwap", () => {
  if (focused) {
    document.querySelector("#" + focused + " a")?.focus();
  }
  if (distress() > alarms && isHeard()) {
    beep();
  }
  alarms = distress();
  mark();
});
mark();

// j and k walk through the list, only while the focus is in it (WCAG 2.1.4).
document.addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (step && document.activeElement?.closest(".case") && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const links = [...document.querySelectorAll(".case a")];
    links[links.indexOf(document.activeElement) + step]?.focus();
  }
});
