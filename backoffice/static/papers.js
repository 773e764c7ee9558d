// PDF in place: by the browser's own viewer where it has one, and drawn by pdf.js where not (phones).
// Without this file a noscript frame or the download still gives the paper.
// What it says stands in the page, in the reader's language, as data on the paper's box.

const NEAR = "600px 0px";
const SHARPEST = 2;

const filled = (words, values) => words.replace(/{(\w+)}/g, (hole, name) => values[name] ?? hole);
const told = (box, text) => { box.querySelector("[role=status]").textContent = text; };

function framed(box) {
  const frame = document.createElement("iframe");
  frame.title = box.dataset.name;
  frame.translate = false;
  frame.src = box.dataset.pdf;
  box.replaceChildren(frame);
}

async function opened(box) {
  const pdfjs = await import(box.dataset.reader);
  pdfjs.GlobalWorkerOptions.workerSrc = box.dataset.worker;
  // Fetched once and whole: each fetch of evidence is written down as a reading.
  const answer = await fetch(box.dataset.pdf, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  const data = new Uint8Array(await answer.arrayBuffer());
  return pdfjs.getDocument({ data, wasmUrl: box.dataset.decoders, useWasm: false, enableXfa: false }).promise;
}

async function words(page, place) {
  const { items } = await page.getTextContent();
  const text = document.createElement("p");
  text.className = "visually-hidden";
  text.translate = false;
  text.textContent = items.map((item) => (item.hasEOL ? `${item.str}\n` : item.str)).join(" ").trim();
  place.append(text);
}

async function draw(page, place) {
  const canvas = place.querySelector("canvas");
  const sharp = Math.min(window.devicePixelRatio || 1, SHARPEST);
  const viewport = page.getViewport({ scale: (place.clientWidth * sharp) / page.getViewport({ scale: 1 }).width });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport }).promise;
  place.classList.add("is-drawn");
  await words(page, place);
}

function room(name, shape) {
  const place = document.createElement("li");
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", name);
  canvas.width = 100;
  canvas.height = Math.round((100 * shape.height) / shape.width);
  place.append(canvas);
  return place;
}

async function drawn(box) {
  told(box, box.dataset.opening);
  const paper = await opened(box);
  const pages = document.createElement("ol");
  pages.className = "k-pages";
  pages.tabIndex = 0;
  pages.setAttribute("aria-label", box.dataset.name);
  const shape = (await paper.getPage(1)).getViewport({ scale: 1 });
  const total = paper.numPages;
  for (let number = 1; number <= total; number += 1) pages.append(room(filled(box.dataset.page, { number, total }), shape));
  box.append(pages);
  told(box, filled(total === 1 ? box.dataset.onePage : box.dataset.pages, { n: total }));
  const watch = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      const number = [...pages.children].indexOf(target) + 1;
      const failed = () => told(box, filled(box.dataset.pageFailed, { number }));
      paper.getPage(number).then((page) => draw(page, target)).catch(failed);
    }
  }, { root: pages, rootMargin: NEAR });
  for (const place of pages.children) watch.observe(place);
}

function show(box) {
  if (box.dataset.shown || box.closest("details:not([open])")) return;
  box.dataset.shown = "yes";
  if (navigator.pdfViewerEnabled) framed(box);
  else drawn(box).catch(() => told(box, box.dataset.failed));
}

function showAll(root) {
  for (const box of root.querySelectorAll("[data-pdf]")) show(box);
}

document.addEventListener("toggle", (event) => showAll(event.target), true);
document.addEventListener("htmx:after:swap", () => showAll(document));
showAll(document);
