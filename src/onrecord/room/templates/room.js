// What keyboard and pointer add to the page of an article. Every link and form of the page works without it; nothing is fetched by it.
"use strict";
(() => {
  const text = document.querySelector(".text"), made = document.getElementById("with-keys");
  const cards = [...document.querySelectorAll(".cards > .card")];
  if (!text || !made) return;
  document.querySelector("main").append(made.content.cloneNode(true));
  const bar = document.querySelector(".keybar"), says = bar.querySelector("[role=status]"), help = document.querySelector("dialog.keys");
  const toForm = bar.querySelector("[data-do=form]"), onOff = bar.querySelector("[data-do=keys]");
  const first = Number(text.dataset.start);
  let at = 0, words = null, sent = false, keys = kept() !== "off";

  // Which pieces of the text belong to which mark.
  const pieces = new Map();
  for (const piece of text.querySelectorAll("[data-m]"))
    for (const mark of piece.dataset.m.split(" ")) pieces.set(mark, [...(pieces.get(mark) || []), piece]);

  function kept() { try { return localStorage.getItem("onrecord_keys"); } catch { return null; } }
  function tell(what) { says.textContent = what; }
  function label(card) { return card.querySelector(".number").textContent; }

  function light(marks, cues) {
    for (const piece of text.querySelectorAll(".lit, .setby")) piece.classList.remove("lit", "setby");
    for (const mark of marks) for (const piece of pieces.get(mark) || []) piece.classList.add("lit");
    for (const mark of cues) for (const piece of pieces.get(mark) || []) piece.classList.add("setby");
  }
  function listed(value) { return (value || "").split(" ").filter(Boolean); }
  function lightCard(card) { light(listed(card.dataset.words), listed(card.dataset.cues)); }

  function take(n, { go = true } = {}) {
    if (!cards.length) return;
    for (const card of cards) { card.classList.remove("on"); card.removeAttribute("aria-current"); }
    at = Math.min(Math.max(n, 0), cards.length - 1);
    const card = cards[at];
    card.classList.add("on");
    card.setAttribute("aria-current", "true");
    lightCard(card);
    if (!go) return;
    card.tabIndex = -1;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    const piece = (pieces.get(listed(card.dataset.words)[0]) || [])[0];
    if (piece && matchMedia("(min-width: 50.01rem)").matches) text.scrollTop += piece.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
    tell(`${label(card)}: ${at + 1} of ${cards.length}`);
  }

  // A form is sent as if its button had been pressed; the page comes back at the next card.
  function send(button, next) {
    if (!button || sent) return;
    sent = true;
    if (next) button.form.elements.back.value = button.form.elements.back.value.split("#")[0] + "#" + next.id;
    button.form.requestSubmit(button);
  }
  // What was said by a key is told on the page that comes back, once it stands there.
  function mine() { return document.querySelectorAll("[data-mine] button[value=undo]"); }
  function note(what) {
    if (sent) return;
    try { sessionStorage.setItem("onrecord_said", JSON.stringify([mine().length, what])); } catch { /* not told, then */ }
  }
  function noted() {
    try {
      const [before, what] = JSON.parse(sessionStorage.getItem("onrecord_said") || "[]");
      sessionStorage.removeItem("onrecord_said");
      if (what && mine().length !== before) tell(what);
    } catch { /* nothing was kept */ }
  }
  function judge(action) {
    const card = cards[at];
    if (card) note(`${label(card)}: ${action}ed. Backspace takes it back`);
    if (card) send(card.querySelector(`button[value=${action}]`), cards[at + 1] || cards[at - 1] || card);
  }
  function open(card) { card.querySelector("details.review").open = true; }
  const does = {
    j: () => at + 1 < cards.length ? take(at + 1) : tell("This is the last card"),
    k: () => at > 0 ? take(at - 1) : tell("This is the first card"),
    a: () => judge("accept"),
    x: () => judge("reject"),
    " ": () => does.j(),
    Backspace: () => {
      const last = [...mine()].pop();
      if (!last) { tell("There is no review of yours here to undo"); return; }
      note("Your last review here was taken back");
      send(last);
    },
    f: () => { if (cards[at]) { open(cards[at]); cards[at].querySelector("textarea[name=text]").focus(); } },
    h: () => help.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const on = event.target, key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!keys || !Object.hasOwn(does, key) || event.ctrlKey || event.metaKey || event.altKey || help.open || on.matches("input, select, textarea")) return;
    if (key === " " && on.matches("button, summary, a, .text")) return;
    event.preventDefault();
    does[key]();
  });
  bar.addEventListener("click", (event) => {
    const what = event.target.dataset.do;
    if (what === "help") help.showModal();
    if (what === "form") {
      const value = cards[at].querySelector("[name=value]");
      value.form.scrollIntoView({ block: "center" });
      value.focus({ preventScroll: true });
    }
    if (what === "keys") {
      keys = !keys;
      try { localStorage.setItem("onrecord_keys", keys ? "on" : "off"); } catch { /* not kept, then */ }
      onOff.setAttribute("aria-pressed", String(keys));
      tell(keys ? "Keys are on" : "Keys are off");
    }
  });
  onOff.setAttribute("aria-pressed", String(keys));

  // A field that is pointed at or focused lights its words and the cue that set it.
  for (const card of cards) {
    for (const kind of ["mouseover", "focusin"]) card.addEventListener(kind, (event) => {
      const field = event.target.closest(".f");
      if (kind === "focusin" && cards[at] !== card) take(cards.indexOf(card), { go: false });
      if (field) light(listed(field.dataset.mark), listed(card.dataset.cues)); else lightCard(card);
    });
    card.addEventListener("click", () => { if (cards[at] !== card) take(cards.indexOf(card), { go: false }); });
    card.addEventListener("mouseleave", () => { if (cards[at]) lightCard(cards[at]); });
  }

  // Words that are chosen in the article go into the correction of the card, with their offsets: code points of the whole text, labels left out.
  function points(node, offset) {
    const range = document.createRange();
    range.setStart(text, 0);
    range.setEnd(node, offset);
    const part = range.cloneContents();
    for (const tag of part.querySelectorAll(".tag")) tag.remove();
    return [...part.textContent];
  }
  function choose() {
    const selection = getSelection(), card = cards[at];
    if (!card || !selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const before = points(range.startContainer, range.startOffset).length, upTo = points(range.endContainer, range.endOffset);
    const raw = upTo.slice(before).join(""), said = raw.trim();
    if (!said) return;
    const start = first + before + [...raw].length - [...raw.trimStart()].length;
    words = { said, start, end: start + [...said].length };
    fill(card);
    tell(`“${said.length > 60 ? said.slice(0, 60) + "…" : said}”, characters ${words.start}–${words.end}: put into the correction of ${label(card)}`);
    toForm.hidden = false;
  }
  function fill(card) {
    const field = card.querySelector("select[name=field]"), value = card.querySelector("input[name=value]");
    const line = words.said.split(/\s+/).join(" "), plain = !/[…\u2400-\u241f\ufffd]/.test(line);
    open(card);
    value.value = !field.selectedOptions[0].hasAttribute("data-offsets") ? line
      : plain ? `${line} [${words.start}:${words.end}]` : `${words.start}:${words.end}`;
  }
  let soon = 0;
  document.addEventListener("selectionchange", () => { clearTimeout(soon); soon = setTimeout(choose, 150); });
  document.addEventListener("change", (event) => {
    const card = event.target.closest(".card");
    if (words && card && event.target.matches("select[name=field]")) fill(card);
  });

  const wanted = document.getElementById(location.hash.slice(1));
  take(Math.max(0, cards.indexOf(wanted && wanted.closest(".card"))), { go: false });
  noted();
})();
