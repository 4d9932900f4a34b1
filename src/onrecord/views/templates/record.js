"use strict";
// Pointing at a card or a field lights its words; pointing at words lights their cards. Without this script the links still lead there.
(function () {
  function pieces(id) { return document.querySelectorAll('[data-m~="' + id + '"]'); }
  function light(ids, on) { ids.forEach(function (id) { if (id) pieces(id).forEach(function (p) { p.classList.toggle("lit", on); }); }); }
  document.querySelectorAll("[data-for]").forEach(function (a) {
    ["mouseenter", "focus"].forEach(function (e) { a.addEventListener(e, function () { light([a.dataset.for], true); }); });
    ["mouseleave", "blur"].forEach(function (e) { a.addEventListener(e, function () { light([a.dataset.for], false); }); });
  });
  document.querySelectorAll(".card").forEach(function (card) {
    var first = card.querySelector("blockquote a");
    var ids = first ? [first.dataset.for] : [];
    card.addEventListener("mouseenter", function () { light(ids, true); });
    card.addEventListener("mouseleave", function () { light(ids, false); });
    card.dataset.marks.split(" ").forEach(function (id) {
      if (id) pieces(id).forEach(function (p) {
        p.addEventListener("mouseenter", function () { card.classList.add("on"); });
        p.addEventListener("mouseleave", function () { card.classList.remove("on"); });
      });
    });
  });
  document.addEventListener("keydown", function (e) {
    if (e.key !== "j" && e.key !== "k" || e.ctrlKey || e.metaKey || e.altKey) return;
    var all = Array.prototype.slice.call(document.querySelectorAll(".card")), at = all.indexOf(document.activeElement);
    var next = all[e.key === "j" ? Math.min(at + 1, all.length - 1) : Math.max(at - 1, 0)];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  });
})();
