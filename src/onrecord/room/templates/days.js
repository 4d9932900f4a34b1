// The slider through the days moves what a page shows of a day while it is drawn. Without this script the button of its form does the same.
(() => {
  const slider = document.querySelector("form.days input[type=range]");
  if (!slider) return;
  const form = slider.form, says = form.querySelector("output"), last = Number(slider.max);
  let shown = slider.value, busy = false;
  form.querySelector("button").hidden = true;
  const EPOCH = 719163;  // 1 January 1970 as a number of a day
  function day(n) { return new Date((n - EPOCH) * 864e5).toISOString().slice(0, 10); }

  function address(n) {
    const params = new URLSearchParams(new FormData(form));
    params.delete("at");
    if (n < last) params.set("as_of", day(n));
    const asked = String(params);
    return location.pathname + (asked ? `?${asked}` : "");
  }
  // Each part of the page that tells of a day is replaced by the same part of that day's page; what is open or focused elsewhere stays.
  function put(page, n) {
    for (const part of document.querySelectorAll("[data-day]")) {
      const other = page.querySelector(`[data-day="${part.dataset.day}"]`);
      if (other) part.replaceWith(document.adoptNode(other));
    }
    document.title = page.title;
    for (const field of document.querySelectorAll("input[name=as_of]")) field.value = n < last || field.type === "date" ? day(n) : "";
    const told = document.querySelector("[data-told]");
    says.textContent = `${day(n)}${told ? ": " + told.textContent.trim().split(" · as it")[0] : ""}`;
  }
  // One page is asked for at a time: while one is on its way, the days that are passed over are left out.
  async function show() {
    if (busy) return;
    busy = true;
    while (shown !== slider.value) {
      shown = slider.value;
      const n = Number(shown), where = address(n);
      try {
        const answer = await fetch(where);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (!answer.ok) throw new Error((page.querySelector(".lead") || page.body).textContent);
        put(page, n);
        history.replaceState(null, "", where + location.hash);
      } catch (error) {
        says.textContent = `${day(n)} could not be shown: ${error.message.slice(0, 200)}`;
      }
    }
    busy = false;
  }
  slider.addEventListener("input", () => {
    slider.setAttribute("aria-valuetext", day(Number(slider.value)));
    show();
  });
})();
