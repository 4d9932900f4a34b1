// The search of a published site. It takes parts of the index that stand beside it (search/index.js, words-N.js, docs-N.js) and asks for nothing else.
"use strict";
(() => {
  const here = document.currentScript.src.replace(/[^/]*$/, "");
  const SHOWN = 20, LONGEST = 40, KIND = [["commitment", "commitments"], ["party", "parties"], ["article", "articles"]];
  const ELSEWHERE = ["the words stand in its reports", "by another name", "the words are cited from it"];
  const arrived = new Map(), asked = new Map();
  const [form, input, told, found, how, needs] = ["find", "q", "told", "found", "how", "needs"].map((id) => document.getElementById(id));
  let latest = 0;

  window.onrecordSearch = (name, content) => arrived.set(name, content);

  // A part of the index, fetched once. As a script, because a page that is opened from the disk may not fetch files.
  const part = (name) => {
    if (!asked.has(name)) {
      asked.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        const missing = () => { asked.delete(name); failed(new Error(`search/${name}.js`)); };
        script.onload = () => (arrived.has(name) ? done(arrived.get(name)) : missing());
        script.onerror = missing;
        script.src = `${here}${name}.js`;
        document.head.append(script);
      }));
    }
    return asked.get(name);
  };

  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}+/gu, "");
  const words = (text) => (fold(text).match(/[\p{L}\p{N}]+/gu) || []).map((w) => w.slice(0, LONGEST));
  const begins = (word, term) => (term.length < 2 ? word === term : word.startsWith(term));

  const holding = async (index, term) => {
    let first = 0;
    while (first + 1 < index.words.length && index.words[first + 1] <= term) first += 1;
    const numbers = new Set();
    for (let n = first; n < index.words.length && (n === first || begins(index.words[n], term)); n += 1) {
      for (const [word, gaps] of Object.entries(await part(`words-${n + 1}`))) {
        let at = 0;
        if (begins(word, term)) for (const gap of gaps) numbers.add((at += gap));
      }
    }
    return numbers;
  };

  const thing = async (index, number) => {
    let n = 0;
    while (n + 1 < index.docs.length && index.docs[n + 1] <= number) n += 1;
    return (await part(`docs-${n + 1}`))[number - index.docs[n]];
  };

  const element = (name, ...inside) => {
    const made = document.createElement(name);
    made.append(...inside);
    return made;
  };

  // Words of an article: as text, their direction of writing kept to themselves, those that were looked for marked.
  const marked = (text, terms) => {
    const made = document.createElement("bdi");
    let at = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      if (!words(match[0]).some((w) => terms.some((t) => begins(w, t)))) continue;
      made.append(text.slice(at, match.index), element("mark", match[0]));
      at = match.index + match[0].length;
    }
    made.append(text.slice(at));
    return made;
  };

  const entry = ([kind, path, title, text, note], terms) => {
    const link = element("a", marked(title, terms));
    link.href = path;
    const item = element("li", element("h3", link));
    item.className = `note ${KIND[kind][0]}`;
    const shown = text ? [element("p", marked(text, terms))] : [];
    const last = element("p", marked(note, terms));
    last.className = "soft";
    item.append(...shown, last);
    if (!item.querySelector("mark")) last.append(` · ${ELSEWHERE[kind]}`);
    return item;
  };

  const group = async (index, name, numbers, terms) => {
    const list = document.createElement("ul");
    list.className = "plain";
    const count = element("span", numbers.length.toLocaleString("en"));
    count.className = "soft";
    const section = element("section", element("h2", `${name} `, count), list);
    const more = element("button", "");
    more.type = "button";
    const show = async () => {
      const from = list.children.length;
      const next = await Promise.all(numbers.slice(from, from + SHOWN).map((n) => thing(index, n)));
      list.append(...next.map((one) => entry(one, terms)));
      const left = numbers.length - list.children.length;
      more.textContent = `${Math.min(SHOWN, left)} more`;
      if (left > 0) section.append(more);
      else more.remove();
      return list.children[from];
    };
    more.addEventListener("click", async () => {
      try {
        (await show()).querySelector("a").focus();
      } catch (error) {
        lost(error);
      }
    });
    await show();
    return section;
  };

  const lost = (error) => { told.textContent = `A part of the index did not arrive: ${error.message}. Is the whole folder here?`; };

  const search = async (text) => {
    const turn = (latest += 1);
    const given = text.split(/\s+/).filter(Boolean);
    const unwanted = given.filter((g) => g.startsWith("-")).flatMap(words);
    const terms = given.filter((g) => !g.startsWith("-")).flatMap(words);
    if (!terms.length) {
      found.replaceChildren();
      told.textContent = unwanted.length ? "Say what is wanted besides." : "";
      return;
    }
    try {
      const index = await part("index");
      let numbers = null;
      for (const term of terms) {
        const own = await holding(index, term);
        numbers = numbers === null ? [...own] : numbers.filter((n) => own.has(n));
      }
      for (const term of unwanted) {
        const own = await holding(index, term);
        numbers = numbers.filter((n) => !own.has(n));
      }
      numbers.sort((a, b) => a - b);
      const sections = [], counts = [];
      let from = 0;
      for (const [kind, [name, count]] of index.kinds.entries()) {
        const own = numbers.filter((n) => n >= from && n < from + count);
        if (own.length) sections.push(await group(index, name, own, terms));
        if (own.length) counts.push(`${own.length.toLocaleString("en")} ${KIND[kind][own.length === 1 ? 0 : 1]}`);
        from += count;
      }
      if (turn !== latest) return;
      found.replaceChildren(...sections);
      told.textContent = numbers.length ? `Found: ${counts.join(", ")}.` : "Nothing here holds all of these words.";
    } catch (error) {
      if (turn === latest) lost(error);
    }
  };

  const asked_for = () => new URLSearchParams(location.hash.slice(1)).get("q") || "";
  const kept = (text) => {
    try {
      history.replaceState(null, "", text ? `#q=${encodeURIComponent(text)}` : "#");
    } catch {
      // a browser that does not let a page from the disk change its address
    }
  };
  let pause = 0;
  const go = (wait) => {
    clearTimeout(pause);
    pause = setTimeout(() => { kept(input.value.trim()); search(input.value); }, wait);
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); go(0); });
  input.addEventListener("input", () => go(200));
  window.addEventListener("hashchange", () => { input.value = asked_for(); search(input.value); });
  [form.hidden, how.hidden, needs.hidden] = [false, false, true];
  input.value = asked_for();
  search(input.value);
})();
