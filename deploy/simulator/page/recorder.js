// Records a voice message with the browser's own recorder.

const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

export class Recorder {
  constructor() {
    this.running = false;
    this.starting = false;
  }

  /** Start recording; false when there is no microphone or no permission. */
  async start(onSecond) {
    if (!navigator.mediaDevices?.getUserMedia || typeof MediaRecorder === "undefined") return false;
    this.starting = true;
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return false;
    } finally {
      this.starting = false;
    }
    const type = TYPES.find((name) => MediaRecorder.isTypeSupported(name));
    this.chunks = [];
    this.recorder = new MediaRecorder(this.stream, type ? { mimeType: type } : {});
    this.recorder.addEventListener("dataavailable", (event) => this.chunks.push(event.data));
    this.recorder.start();
    this.startedAt = performance.now();
    this.timer = setInterval(() => onSecond((performance.now() - this.startedAt) / 1000), 250);
    this.running = true;
    return true;
  }

  /** Stop and give `{file, seconds}`. */
  stop() {
    if (!this.running) return Promise.resolve(null);
    this.running = false;
    clearInterval(this.timer);
    const seconds = (performance.now() - this.startedAt) / 1000;
    return new Promise((resolve) => {
      this.recorder.addEventListener("stop", () => {
        for (const track of this.stream.getTracks()) track.stop();
        const type = this.recorder.mimeType.split(";")[0] || "audio/webm";
        const name = `pesan-suara.${type.split("/")[1]}`;
        resolve({ file: new File(this.chunks, name, { type }), seconds });
      }, { once: true });
      this.recorder.stop();
    });
  }
}
