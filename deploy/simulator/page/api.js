// Talks to the simulator: the person's calls and the live stream.

export class Refusal extends Error {}

async function call(path, body) {
  const options = body === undefined
    ? {}
    : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refusal("Simulator tidak menjawab. Periksa apakah masih berjalan.");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(answer.error || `Gagal (${response.status}).`);
  return answer;
}

export const everybody = () => call("/people");

/** The calls of one person; in a group, whose number is below zero, of its member `as`. */
export function personCalls(user, as) {
  const at = (name) => `/people/${user}/${name}${user < 0 ? `?as=${as}` : ""}`;
  return {
    sendText: (text, replyTo) => call(at("messages"), { text, reply_to: replyTo }),
    send: (body) => call(at("messages"), body),
    gesture: (name, body) => call(at(name), body),
    sendLocation: (location) => call(at("messages"), { location }),
    sendContact: () => call(at("messages"), { contact: {} }),
    press: (message, button) => call(at("press"), { message_id: message, button }),
    edit: (message, text) => call(at("edit"), { message_id: message, text }),
    remove: (message) => call(at("delete"), { message_id: message }),
    block: () => call(at("block"), {}),
    unblock: () => call(at("unblock"), {}),
    upload: (form, onProgress) => upload(at("messages"), form, onProgress),
  };
}

function upload(path, form, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener("load", () => {
      if (request.status < 300) resolve(request.response);
      else reject(new Refusal(request.response?.error || `Gagal mengirim (${request.status}).`));
    });
    request.addEventListener("error", () => reject(new Refusal("Berkas tidak terkirim. Coba lagi.")));
    request.send(form);
  });
}

const EVENTS = ["snapshot", "message", "deleted", "profile", "action"];

/** Follow the chats of several people; each event goes to `onEvent(user, name, body)`. */
export function follow(users, onEvent, onState) {
  const query = users.map((user) => `user=${user}`).join("&");
  const source = new EventSource(`/feed?${query}`);
  for (const name of EVENTS) {
    source.addEventListener(name, (event) => {
      const body = JSON.parse(event.data);
      onEvent(body.user, name, body);
    });
  }
  source.addEventListener("open", () => onState(true));
  source.addEventListener("error", () => onState(false));
  return () => source.close();
}
