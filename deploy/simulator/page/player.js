// Plays voice messages and music: one at a time, with a bar that can be dragged or moved by keys.

import { h, icon, lengthName, sizeName } from "./dom.js";

let playing = null;

/** Make a player for one file. */
export function player(file, meta) {
  const audio = h("audio", { src: file.url, preload: "none" });
  const known = file.duration || 0;
  const button = h("button", { type: "button", class: "round-button", "aria-label": "Putar" }, icon("play"));
  const bar = h("input", { type: "range", min: "0", max: "1000", value: "0", class: "seek", "aria-label": "Posisi", "aria-valuetext": "0.00" });
  const time = h("span", { class: "length" }, known ? lengthName(known) : sizeName(file.size));
  const length = () => (Number.isFinite(audio.duration) && audio.duration > 0 ? audio.duration : known);
  const show = (name, label) => {
    button.replaceChildren(icon(name));
    button.setAttribute("aria-label", label);
  };

  button.addEventListener("click", () => {
    if (!audio.paused) {
      audio.pause();
      return;
    }
    if (playing && playing !== audio) playing.pause();
    playing = audio;
    audio.play().catch(() => { time.textContent = "tidak dapat diputar"; });
  });
  audio.addEventListener("play", () => show("pause", "Jeda"));
  audio.addEventListener("pause", () => show("play", "Putar"));
  audio.addEventListener("ended", () => { audio.currentTime = 0; });
  audio.addEventListener("timeupdate", () => {
    const total = length();
    bar.value = total ? String(Math.round((audio.currentTime / total) * 1000)) : "0";
    bar.setAttribute("aria-valuetext", lengthName(audio.currentTime));
    bar.style.setProperty("--played", `${Number(bar.value) / 10}%`);
    time.textContent = `${lengthName(audio.currentTime)} / ${lengthName(total)}`;
  });
  bar.addEventListener("input", () => {
    const total = length();
    if (total) audio.currentTime = (Number(bar.value) / 1000) * total;
    bar.style.setProperty("--played", `${Number(bar.value) / 10}%`);
  });
  const title = file.kind === "audio" ? h("span", { class: "player-title" }, file.name) : null;
  return h("div", { class: `player player-${file.kind}`, role: "group", "aria-label": file.kind === "voice" ? "Pesan suara" : `Audio ${file.name}` },
    audio, button, h("div", { class: "player-body" }, title, bar, h("div", { class: "player-foot" }, time, meta)));
}
