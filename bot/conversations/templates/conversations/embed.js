// The chat on another site: a button at the corner, and the chat in a frame once it is pressed. Nothing of the host
// page is read; styles live in a shadow tree, so that neither side changes the other's.
"use strict";
(() => {
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: 2147483000; font: 100%/1.4 system-ui, sans-serif; color-scheme: light dark; }
    button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1rem; border: 2px solid #00467f; border-radius: .5rem; background: #00467f; color: #fff; cursor: pointer; }
    button:focus-visible, iframe:focus-visible { outline: 3px solid #fff; outline-offset: -3px; box-shadow: 0 0 0 3px #00467f; }
    #panel { position: fixed; inset-block-end: 0; inset-inline-end: 0; display: flex; flex-direction: column; width: min(26rem, 100vw); height: min(40rem, 100dvh); background: #fff; border: 1px solid #6b7785; }
    #panel[hidden] { display: none; }
    #panel button { align-self: flex-end; margin: .25rem; }
    iframe { flex: 1; width: 100%; border: 0; }
    @media (prefers-color-scheme: dark) { #panel { background: #14181d; } }
    @media print { :host { display: none; } }
  `);
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [style];

  const opener = document.createElement("button");
  opener.type = "button";
  opener.textContent = "{{ open|escapejs }}";
  opener.setAttribute("aria-expanded", "false");

  const panel = document.createElement("section");
  panel.id = "panel";
  panel.hidden = true;
  panel.setAttribute("aria-label", "{{ title|escapejs }}");

  const closer = document.createElement("button");
  closer.type = "button";
  closer.textContent = "{{ close|escapejs }}";
  panel.append(closer);

  function open() {
    if (!panel.querySelector("iframe")) {
      const frame = document.createElement("iframe");
      frame.src = "{{ chat_url|escapejs }}";
      frame.title = "{{ title|escapejs }}";
      panel.append(frame);
    }
    panel.hidden = false;
    opener.hidden = true;
    opener.setAttribute("aria-expanded", "true");
    closer.focus();
  }

  function close() {
    panel.hidden = true;
    opener.hidden = false;
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  }

  opener.addEventListener("click", open);
  closer.addEventListener("click", close);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
    }
  });
  root.append(opener, panel);
  document.body.append(host);
})();
