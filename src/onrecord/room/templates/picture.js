// A drawing is kept as a PNG that the browser makes of its SVG, in the fonts that the reader sees. Without this script the room makes it.
(() => {
  const SCALE = 2, MOST = 24e6;  // pixels of a unit of the drawing; pixels of a picture, beyond which some browsers give none
  function loaded(address) {
    return new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = () => resolve(image);
      image.onerror = reject;
      image.src = address;
    });
  }
  async function picture(address) {
    const image = await loaded(address), sides = [image.naturalWidth, image.naturalHeight];
    const scale = Math.min(SCALE, Math.sqrt(MOST / (sides[0] * sides[1])));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = sides.map((n) => Math.round(n * scale));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve, reject) => canvas.toBlob((made) => made ? resolve(made) : reject(new Error("too large")), "image/png"));
  }
  function keep(made, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(made);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-picture]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      keep(await picture(link.dataset.picture), new URL(link.href).pathname.split("/").pop());
    } catch {
      location.assign(link.href);  // the room makes it, or says why not
    }
  });
})();
