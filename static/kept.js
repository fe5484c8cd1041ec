// What this browser keeps of a form while there is no network: encrypted, and of no use to the next person who sits here.

const PREFIX = "kept:";

export class Kept {
  #name;
  #key;
  #last = Promise.resolve();

  constructor(name, key) {
    this.#name = PREFIX + name;
    this.#key = key && crypto.subtle ? imported(key) : null;
  }

  // One after the other, so that what was typed last is what is kept.
  write(answers) {
    this.#last = this.#last.then(async () => {
      if (!this.#key) return;
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(answers));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await this.#key, plain);
      localStorage.setItem(this.#name, base64(iv) + "." + base64(new Uint8Array(sealed)));
    });
  }

  forget() {
    this.#last = this.#last.then(() => localStorage.removeItem(this.#name));
  }

  // Nothing where nothing is kept. What another session kept cannot be read, and is taken away.
  async read() {
    const kept = localStorage.getItem(this.#name);
    if (!kept || !this.#key) return null;
    const [iv, sealed] = kept.split(".").map(bytes);
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await this.#key, sealed);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      localStorage.removeItem(this.#name);
      return null;
    }
  }
}

export function forgetAll() {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  }
}

function imported(key) {
  return crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, ["encrypt", "decrypt"]);
}

function base64(array) {
  return btoa(Array.from(array, (byte) => String.fromCharCode(byte)).join(""));
}

function bytes(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
