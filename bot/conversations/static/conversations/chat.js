// The web chat. Words are in the page; here is only what moves. The tab draws its own token and keeps it, with the
// history, in sessionStorage: both are gone when the tab is closed.
"use strict";

const form = document.getElementById("form");
const field = document.getElementById("message");
const log = document.getElementById("log");
const state = document.getElementById("state");

const RETRY_MS = 1500;
const LATE_MS = 12000;
const stored = recall();
const chat = stored || { token: draw(24), last: 0, shown: [] };
let late = 0;

function draw(bytes) {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(values, (value) => value.toString(16).padStart(2, "0")).join("");
}

function uuid() {
  return draw(16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// In a frame on another site a browser may forbid storage: the conversation then lasts until the page is left.
function recall() {
  try {
    return JSON.parse(sessionStorage.getItem("chat:" + location.pathname) || "null");
  } catch {
    return null;
  }
}

function keep() {
  try {
    sessionStorage.setItem("chat:" + location.pathname, JSON.stringify(chat));
  } catch {
    // nothing to keep it in
  }
}

function tell(key) {
  state.textContent = key ? state.dataset[key] : "";
}

// Text is never read as HTML: addresses become links, blank lines paragraphs.
function fill(place, text) {
  for (const part of text.split(/\n{2,}/)) {
    const paragraph = document.createElement("p");
    for (const piece of part.split(/(https:\/\/[^\s]+[^\s.,;:!?)»])/)) {
      if (piece.startsWith("https://")) {
        const link = document.createElement("a");
        link.href = piece;
        link.textContent = piece;
        link.rel = "noopener";
        paragraph.append(link);
      } else {
        paragraph.append(piece);
      }
    }
    place.append(paragraph);
  }
}

function show(author, text, buttons) {
  const article = document.getElementById("from-" + author).content.cloneNode(true).firstElementChild;
  fill(article.querySelector(".text"), text);
  if (buttons && buttons.length) {
    article.append(choices(buttons));
  }
  log.append(article);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  article.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}

function choices(buttons) {
  const list = document.getElementById("choices").content.cloneNode(true).firstElementChild;
  for (const choice of buttons) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = choice.title;
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") {
        list.querySelectorAll("button").forEach((other) => other.setAttribute("aria-disabled", "true"));
        send(choice.title, choice.payload);
        field.focus();
      }
    });
    item.append(button);
    list.append(item);
  }
  return list;
}

// The server kept nothing of a message with personal data; the tab forgets what the person typed, too.
function erase() {
  const written = chat.shown.findLast((message) => message.author === "citizen");
  const places = log.querySelectorAll(".citizen .text");
  if (written && places.length) {
    written.text = form.dataset.erased;
    const place = places[places.length - 1];
    place.replaceChildren();
    fill(place, written.text);
  }
}

function remember(author, text, buttons) {
  chat.shown.push({ author, text, buttons });
  keep();
  show(author, text, buttons);
}

async function send(text, choice) {
  const body = JSON.stringify(choice ? { id: uuid(), text, choice } : { id: uuid(), text });
  remember("citizen", text);
  tell("writing");
  clearTimeout(late);
  late = setTimeout(() => tell("late"), LATE_MS);
  for (;;) {
    try {
      // The same identifier at each attempt: the server answers it once.
      const response = await fetch(form.dataset.messages, {
        method: "POST",
        headers: { "Authorization": "Bearer " + chat.token, "Content-Type": "application/json" },
        body,
      });
      if (response.status >= 500) {
        throw new Error(String(response.status));
      }
      if (!response.ok) {
        clearTimeout(late);
        tell(response.status === 429 ? "fast" : "refused");
      }
      return;
    } catch {
      tell("lost");
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
  }
}

function receive(event) {
  const data = event.split("\n").find((line) => line.startsWith("data: "));
  if (!data) {
    return;
  }
  const reply = JSON.parse(data.slice(6));
  if (reply.id > chat.last) {
    chat.last = reply.id;
    clearTimeout(late);
    tell("");
    if (reply.erase) {
      erase();
    }
    remember(reply.author, reply.text, reply.buttons);
  }
}

// EventSource cannot send the token in a header, so the stream is read from fetch.
async function listen() {
  for (;;) {
    try {
      const response = await fetch(form.dataset.replies + "?after=" + chat.last, {
        headers: { "Authorization": "Bearer " + chat.token },
      });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let buffer = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) {
          break;
        }
        const events = (buffer + value).split("\n\n");
        buffer = events.pop();
        events.forEach(receive);
      }
    } catch {
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
  }
}

function submit() {
  const text = field.value.trim();
  if (!text) {
    tell("empty");
    field.focus();
    return;
  }
  field.value = "";
  send(text);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  }
});

keep();
document.getElementById("without-script").remove();
form.hidden = false;
chat.shown.forEach((message) => show(message.author, message.text, message.buttons));
listen();
